package dev.fasti.carddav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fasti.dav.DavException;
import dev.fasti.dav.MapCollection;
import dev.fasti.dav.Names;
import dev.fasti.dav.Precondition;
import dev.fasti.dav.ProtocolBench;
import dev.fasti.dav.RecordedExchange;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.store.CollectionKind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressDataTest {
    private static final String CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Jane <&> Doe\r\nEND:VCARD\r\n";

    private final ProtocolBench bench = new ProtocolBench(CardDav.extension(new CardDavSettings(10_000_000, 100)));
    private final MapCollection book =
            new MapCollection(CollectionKind.ADDRESSBOOK, "jane", "book").with("a.vcf", CARD);

    @Test
    @DisplayName("Nextcloud: the card is answered to PROPFIND too, line ends and all")
    void answersPropfind() {
        assertThat(bench.ask(book.member("a.vcf"), "<CR:address-data/>").map(XmlElement::text))
                .contains(CARD);
    }

    @Test
    @DisplayName("a multiget answers the card, with no attributes where none were asked for (RFC 6352 8.7)")
    void answersMultiget() {
        XmlElement data = multiget("<CR:address-data/>");

        assertThat(data.text()).isEqualTo(CARD);
        assertThat(data.attributes()).isEmpty();
    }

    @Test
    @DisplayName("DAVx5: a card of 3.0 is answered where 4.0 was asked for, and says what it is (RFC 6352 10.4)")
    void tellsTheVersion() {
        XmlElement data = multiget("<CR:address-data content-type=\"text/vcard\" version=\"4.0\"/>");

        assertThat(data.text()).isEqualTo(CARD);
        assertThat(data.attribute("content-type")).contains("text/vcard");
        assertThat(data.attribute("version")).contains("3.0");
    }

    @Test
    @DisplayName("Thunderbird: a card of 4.0 is answered where 3.0 was asked for, and says what it is")
    void tellsTheOtherVersion() {
        book.with("a.vcf", CARD.replace("VERSION:3.0\r\n", "").replace("END", "version: 4.0\r\nEND"));

        assertThat(multiget("<CR:address-data version=\"3.0\"/>").attribute("version"))
                .contains("4.0");
    }

    @Test
    @DisplayName("a card without a version says none")
    void noVersion() {
        book.with("a.vcf", CARD.replace("VERSION:3.0\r\n", "NOTE:VERSION:9\r\n"));

        XmlElement data = multiget("<CR:address-data version=\"3.0\"/>");

        assertThat(data.attribute("version")).isEmpty();
        assertThat(data.attribute("content-type")).contains("text/vcard");
    }

    @ParameterizedTest
    @ValueSource(strings = {"content-type=\"application/vcard+json\"", "version=\"2.1\"", "version=\"\""})
    @DisplayName("another type or version is refused with supported-address-data (RFC 6352 8.7)")
    void refusesOtherTypes(String attributes) {
        assertThatThrownBy(() -> multiget("<CR:address-data " + attributes + "/>"))
                .isInstanceOfSatisfying(
                        DavException.Refused.class,
                        refusal -> assertThat(refusal.precondition()).isEqualTo(Precondition.SUPPORTED_ADDRESS_DATA));
    }

    @Test
    @DisplayName("all properties are the whole card; some of them are refused with 501 (RFC 6352 10.4)")
    void refusesParts() {
        assertThat(multiget("<CR:address-data><CR:allprop/></CR:address-data>").text())
                .isEqualTo(CARD);
        assertThatThrownBy(() -> multiget("<CR:address-data><CR:prop name=\"FN\"/></CR:address-data>"))
                .isInstanceOfSatisfying(
                        DavException.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(501));
    }

    private XmlElement multiget(String property) {
        RecordedExchange answer = bench.report(
                book.resource(),
                "<CR:addressbook-multiget><D:prop>" + property
                        + "</D:prop><D:href>/jane/book/a.vcf</D:href></CR:addressbook-multiget>");
        return ProtocolBench.found(answer.xml().child(Names.dav("response")).orElseThrow())
                .orElseThrow();
    }
}
