package dev.fasti.carddav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fasti.dav.CollectionType;
import dev.fasti.dav.DavException;
import dev.fasti.dav.MapCollection;
import dev.fasti.dav.Names;
import dev.fasti.dav.Precondition;
import dev.fasti.dav.ProtocolBench;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.Facts;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressBookCollectionTest {
    private static final String CARD =
            "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:1@example.com\r\nFN:Jane Doe\r\nN:Doe;Jane;;;\r\nEND:VCARD\r\n";

    private final ProtocolBench bench = new ProtocolBench(CardDav.extension(new CardDavSettings(10_000_000, 100)));
    private final MapCollection book = new MapCollection(CollectionKind.ADDRESSBOOK, "jane", "book");
    private final CollectionType type = bench.type(CollectionKind.ADDRESSBOOK);

    @Test
    @DisplayName("an address book is CR:addressbook, and its objects are text/vcard (RFC 6352 5.2)")
    void isAnAddressBook() {
        book.with("a.vcf", CARD);

        assertThat(type.resourceTypes()).containsExactly(Names.carddav("addressbook"));
        assertThat(type.mediaType(book.member("a.vcf").member())).isEqualTo("text/vcard; charset=utf-8");
    }

    @Test
    @DisplayName("cards of version 3.0 and 4.0 are admitted, and their UID is known (RFC 6352 3, 5.1)")
    void admitsCards() {
        assertThat(admit(CARD, "text/vcard; charset=utf-8").uid()).isEqualTo("1@example.com");
        assertThat(admit(CARD.replace("3.0", "4.0"), "text/vcard").uid()).isEqualTo("1@example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Text/VCard", "text/x-vcard", "text/directory; profile=vcard", "application/octet-stream", ""})
    @DisplayName("a type that says vCard in any age, or that says nothing as curl and cadaver do, is admitted")
    void admitsTypes(String mediaType) {
        assertThat(admit(CARD, mediaType).uid()).isEqualTo("1@example.com");
    }

    @Test
    @DisplayName("a copy inside the server has no type, and is admitted for what it is")
    void admitsCopies() {
        byte[] octets = CARD.getBytes(StandardCharsets.UTF_8);
        assertThat(type.admit(book.resource(), octets, Optional.empty()).uid()).isEqualTo("1@example.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/calendar", "text/plain", "application/vcard+json", "x"})
    @DisplayName("any other type is refused with supported-address-data (RFC 6352 6.3.2.1)")
    void refusesTypes(String mediaType) {
        assertRefused(CARD, mediaType, Precondition.SUPPORTED_ADDRESS_DATA);
    }

    @Test
    @DisplayName("what is not one whole card is refused with valid-address-data (RFC 6352 5.1, 6.3.2.1)")
    void refusesRubbish() {
        Precondition broken = Precondition.VALID_ADDRESS_DATA;

        assertRefused("", "text/vcard", broken);
        assertRefused("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Jane\r\n", "text/vcard", broken);
        assertRefused("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "text/vcard", broken);
        assertRefused(CARD + CARD.replace("1@", "2@"), "text/vcard", broken);
    }

    @Test
    @DisplayName("UID conflicts and sizes are refused in CardDAV's words (RFC 6352 6.3.2.1)")
    void namesPreconditions() {
        assertThat(type.noUidConflict()).map(Precondition::element).contains(Names.carddav("no-uid-conflict"));
        assertThat(type.maxResourceSize()).map(Precondition::element).contains(Names.carddav("max-resource-size"));
    }

    private Facts admit(String content, String mediaType) {
        return type.admit(book.resource(), content.getBytes(StandardCharsets.UTF_8), Optional.of(mediaType));
    }

    private void assertRefused(String content, String mediaType, Precondition broken) {
        assertThatThrownBy(() -> admit(content, mediaType))
                .isInstanceOfSatisfying(DavException.Refused.class, refusal -> {
                    assertThat(refusal.precondition()).isEqualTo(broken);
                    assertThat(refusal.status()).isEqualTo(403);
                });
    }
}
