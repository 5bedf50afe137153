package dev.fasti.carddav;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.PrincipalResource;
import dev.fasti.dav.MapCollection;
import dev.fasti.dav.Names;
import dev.fasti.dav.ProtocolBench;
import dev.fasti.dav.property.DeadProperties;
import dev.fasti.dav.property.LiveProperty;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.path.Principal;
import dev.fasti.store.property.PropertyValue;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AddressBookPropertiesTest {
    private static final QName XML_LANG = new QName("http://www.w3.org/XML/1998/namespace", "lang");

    private final ProtocolBench bench = new ProtocolBench(CardDav.extension(new CardDavSettings(10_000_000, 100)));
    private final MapCollection book = new MapCollection(CollectionKind.ADDRESSBOOK, "jane", "book");
    private final MapCollection calendar = new MapCollection(CollectionKind.CALENDAR, "jane", "work");

    @Test
    @DisplayName("none of them is answered to allprop (RFC 6352 6.2)")
    void namedOnly() {
        assertThat(AddressBookProperties.all(new CardDavSettings(1, 1)))
                .allSatisfy(property -> assertThat(property.visibility()).isEqualTo(LiveProperty.Visibility.NAMED));
    }

    @Test
    @DisplayName("a description is kept as Radicale keeps it, and with its language where it has one (RFC 6352 6.2.1)")
    void description() {
        bench.set(book, "<CR:addressbook-description>Friends</CR:addressbook-description>");
        assertThat(book.snapshot().properties())
                .containsEntry(
                        DeadProperties.name(Names.carddav("addressbook-description")),
                        new PropertyValue.Text("Friends"));

        bench.set(book, "<CR:addressbook-description xml:lang=\"de\">Freunde</CR:addressbook-description>");
        XmlElement description = ask(book.resource(), "<CR:addressbook-description/>");
        assertThat(description.text()).isEqualTo("Freunde");
        assertThat(description.attributes()).containsEntry(XML_LANG, "de");
    }

    @Test
    @DisplayName("limits and formats that the server keeps are announced (RFC 6352 6.2.2, 6.2.3, 8.3.1)")
    void announces() {
        assertThat(ask(book.resource(), "<CR:supported-address-data/>").children())
                .allSatisfy(type -> assertThat(type.name()).isEqualTo(Names.carddav("address-data-type")))
                .extracting(type -> type.attribute("content-type").orElseThrow() + " "
                        + type.attribute("version").orElseThrow())
                .containsExactly("text/vcard 3.0", "text/vcard 4.0");
        assertThat(ask(book.resource(), "<CR:max-resource-size/>").text()).isEqualTo("10000000");
        assertThat(ask(book.resource(), "<CR:supported-collation-set/>").children())
                .extracting(XmlElement::text)
                .containsExactly("i;ascii-casemap", "i;octet", "i;unicode-casemap");
        assertThat(bench.ask(calendar.resource(), "<CR:max-resource-size/>")).isEmpty();
    }

    @Test
    @DisplayName("the home is found from the principal and from the home itself (RFC 6352 7.1.1)")
    void homes() {
        DavResource home = new MapCollection(CollectionKind.PLAIN, "jane@example.com").resource();
        DavResource principal = new PrincipalResource(new Principal("jane"));

        assertThat(ask(principal, "<CR:addressbook-home-set/>").children())
                .extracting(XmlElement::text)
                .containsExactly("/jane/");
        assertThat(ask(home, "<CR:addressbook-home-set/>").children())
                .extracting(XmlElement::text)
                .containsExactly("/jane%40example.com/");
        DavResource other = new PrincipalResource(new Principal("joe"));
        assertThat(ask(other, "<CR:addressbook-home-set/>").children()).isEmpty();
    }

    private XmlElement ask(DavResource resource, String property) {
        return bench.ask(resource, property).orElseThrow();
    }
}
