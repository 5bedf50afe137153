package dev.fasti.dav.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fasti.dav.DavException;
import dev.fasti.dav.Extension;
import dev.fasti.dav.MapCollection;
import dev.fasti.dav.Names;
import dev.fasti.dav.Precondition;
import dev.fasti.dav.ProtocolBench;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.dav.xml.XmlWriter;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.PropertyName;
import dev.fasti.store.PropertyValue;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.xml.namespace.QName;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StoredPropertyTest {
    private static final QName PLAIN = Names.caldav("plain");
    private static final QName GIVEN = Names.caldav("given");
    private static final PropertyName KEY = DeadProperties.name(PLAIN);

    private final ProtocolBench bench = new ProtocolBench(
            new Extension(List.of(), List.of(), List.of(), List.of()),
            StoredProperty.of(PLAIN, Set.of(CollectionKind.CALENDAR), new UpperCase()),
            StoredProperty.withDefault(GIVEN, Set.of(CollectionKind.CALENDAR), new UpperCase(), "none"));
    private final MapCollection calendar = new MapCollection(CollectionKind.CALENDAR, "jane", "work");
    private final MapCollection book = new MapCollection(CollectionKind.ADDRESSBOOK, "jane", "book");

    @Test
    @DisplayName("a value is kept as plain text, as Radicale keeps it, even where a language is in force")
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
    @DisplayName("collections of another kind, and members, refuse it (RFC 4918 9.2.1)")
    void refusesOtherKinds() {
        calendar.with("a.ics", "x");
        XmlElement element = ProtocolBench.element("<C:plain>a</C:plain>");

        assertProtected(() -> bench.set(book, "<C:plain>a</C:plain>"));
        assertProtected(() -> bench.initialise(book, "<C:plain>a</C:plain>"));
        assertProtected(() -> bench.remove(book, PLAIN));
        assertProtected(() -> bench.property(PLAIN).set(calendar.member("a.ics"), element));
    }

    private static void assertProtected(ThrowingCallable change) {
        assertThatThrownBy(change)
                .isInstanceOfSatisfying(
                        DavException.Refused.class,
                        refusal -> assertThat(refusal.precondition())
                                .isEqualTo(Precondition.CANNOT_MODIFY_PROTECTED_PROPERTY));
    }

    private static final class UpperCase implements StoredProperty.Syntax {
        @Override
        public String read(XmlElement element) {
            return element.text().toUpperCase(Locale.ROOT);
        }

        @Override
        public void write(String text, XmlWriter out) {
            out.text("<" + text + ">");
        }
    }
}
