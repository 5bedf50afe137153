package dev.fasti.dav.property;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.dav.Extension;
import dev.fasti.dav.MapCollection;
import dev.fasti.dav.Names;
import dev.fasti.dav.ProtocolBench;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.dav.xml.XmlWriter;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyValue;
import java.util.List;
import java.util.Locale;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StoredPropertyTest {
    private static final QName PLAIN = Names.caldav("plain");
    private static final QName GIVEN = Names.caldav("given");
    private static final PropertyName KEY = DeadProperties.name(PLAIN);

    private final ProtocolBench bench = new ProtocolBench(
            new Extension(List.of(), List.of(), List.of(), List.of()),
            StoredProperty.of(PLAIN, new UpperCase()),
            StoredProperty.of(
                    GIVEN,
                    new UpperCase(),
                    Scope.collections(CollectionKind.CALENDAR),
                    new PropertyValue.Text("none")));
    private final MapCollection calendar = new MapCollection(CollectionKind.CALENDAR, "jane", "work");
    private final MapCollection book = new MapCollection(CollectionKind.ADDRESSBOOK, "jane", "book");

    @Test
    @DisplayName("the store keeps what the syntax makes of the element")
    void keepsText() {
        bench.set(calendar, "<C:plain xml:lang=\"fr\">a</C:plain>");

        assertThat(calendar.snapshot().properties()).containsEntry(KEY, new PropertyValue.Text("A"));
        assertThat(bench.ask(calendar.resource(), "<C:plain/>").map(XmlElement::text))
                .contains("<A>");
    }

    @Test
    @DisplayName("it is 404 until it is set and again after it is removed (RFC 4918 9.1)")
    void comesAndGoes() {
        assertThat(bench.ask(calendar.resource(), "<C:plain/>")).isEmpty();
        bench.initialise(calendar, "<C:plain>a</C:plain>");
        assertThat(bench.ask(calendar.resource(), "<C:plain/>")).isPresent();
        bench.remove(calendar, PLAIN);
        assertThat(bench.ask(calendar.resource(), "<C:plain/>")).isEmpty();
    }

    @Test
    @DisplayName("a default counts until a value is set")
    void hasDefault() {
        assertThat(bench.ask(calendar.resource(), "<C:given/>").map(XmlElement::text))
                .contains("<none>");
        bench.set(calendar, "<C:given>some</C:given>");
        assertThat(bench.ask(calendar.resource(), "<C:given/>").map(XmlElement::text))
                .contains("<SOME>");
        assertThat(bench.ask(book.resource(), "<C:given/>")).isEmpty();
    }

    @Test
    @DisplayName("what clients set on a collection of another kind is kept for them, too")
    void keepsAnywhere() {
        bench.initialise(book, "<C:given>some</C:given>");

        assertThat(bench.ask(book.resource(), "<C:given/>").map(XmlElement::text))
                .contains("<SOME>");
    }

    private static final class UpperCase implements StoredProperty.Syntax {
        @Override
        public PropertyValue read(XmlElement element) {
            return new PropertyValue.Text(element.text().toUpperCase(Locale.ROOT));
        }

        @Override
        public void write(PropertyValue value, XmlWriter out) {
            out.text("<" + TextSyntax.textOf(value) + ">");
        }
    }
}
