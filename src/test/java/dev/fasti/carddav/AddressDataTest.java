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
    @DisplayName("DAVx5: a card of 3.0 comes as one of 4.0 where that was asked for, and says so (RFC 6352 5.1.1)")
    void converts() {
        XmlElement data = multiget("<CR:address-data content-type=\"text/vcard\" version=\"4.0\"/>");

        assertThat(data.text()).isEqualTo(CARD.replace("VERSION:3.0", "VERSION:4.0"));
        assertThat(data.attribute("content-type")).contains("text/vcard");
        assertThat(data.attribute("version")).contains("4.0");
    }

    @Test
    @DisplayName("Thunderbird: a card of 4.0 comes as one of 3.0 only where that was asked for")
    void convertsBack() {
        String four = CARD.replace("VERSION:3.0", "VERSION:4.0");
        book.with("a.vcf", four);

        assertThat(multiget("<CR:address-data version=\"3.0\"/>").text()).startsWith("BEGIN:VCARD\r\nVERSION:3.0\r\n");
        assertThat(multiget("<CR:address-data version=\"3.0\"/>").attribute("version"))
                .contains("3.0");
        assertThat(multiget("<CR:address-data content-type=\"text/vcard\"/>").text())
                .isEqualTo(four);
        assertThat(multiget("<CR:address-data/>").text()).isEqualTo(four);
    }

    @Test
    @DisplayName("the version that a card has already is the card itself, octet for octet")
    void sameVersion() {
        String odd = "BEGIN:VCARD\nversion: 4.0\nX:  a\n  b\n\nFN:A\nEND:VCARD";
        book.with("a.vcf", odd);

        assertThat(multiget("<CR:address-data version=\"4.0\"/>").text()).isEqualTo(odd);
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
    @DisplayName("all properties are the whole card; those that are named come alone (RFC 6352 10.4)")
    void parts() {
        assertThat(multiget("<CR:address-data><CR:allprop/></CR:address-data>").text())
                .isEqualTo(CARD);
        assertThat(multiget("<CR:address-data><CR:prop name=\"fn\"/></CR:address-data>")
                        .text())
                .isEqualTo("BEGIN:VCARD\r\nFN:Jane <&> Doe\r\nEND:VCARD\r\n");
        assertThat(multiget("<CR:address-data version=\"4.0\"><CR:prop name=\"VERSION\"/>"
                                + "<CR:prop name=\"FN\" novalue=\"yes\"/></CR:address-data>")
                        .text())
                .isEqualTo("BEGIN:VCARD\r\nVERSION:4.0\r\nFN:\r\nEND:VCARD\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<CR:prop/>", "<CR:prop name=\"FN\" novalue=\"perhaps\"/>"})
    @DisplayName("a part without a name, or with a value neither wanted nor not, is 400 (RFC 6352 10.4.2)")
    void badParts(String part) {
        assertThatThrownBy(() -> multiget("<CR:address-data>" + part + "</CR:address-data>"))
                .isInstanceOfSatisfying(
                        DavException.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(400));
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
