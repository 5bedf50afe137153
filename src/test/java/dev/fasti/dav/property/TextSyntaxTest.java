package dev.fasti.dav.property;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.dav.Extension;
import dev.fasti.dav.MapCollection;
import dev.fasti.dav.Names;
import dev.fasti.dav.ProtocolBench;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyValue;
import java.util.List;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextSyntaxTest {
    private static final QName XML_LANG = new QName("http://www.w3.org/XML/1998/namespace", "lang");
    private static final QName NAME = Names.caldav("words");
    private static final PropertyName KEY = DeadProperties.name(NAME);

    private final ProtocolBench bench = new ProtocolBench(
            new Extension(List.of(), List.of(), List.of(), List.of()), StoredProperty.of(NAME, new TextSyntax()));
    private final MapCollection calendar = new MapCollection(CollectionKind.CALENDAR, "jane", "work");

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Tea &amp; &lt;b&gt;", "  two  spaces\n", "&#13;&#10;", "\uD83D\uDE00"})
    @DisplayName("text comes back as it was sent, white space and all, and is kept as Radicale keeps it")
    void roundTrip(String words) {
        String text = ProtocolBench.element("<C:words>" + words + "</C:words>").text();

        bench.set(calendar, "<C:words>" + words + "</C:words>");

        assertThat(calendar.snapshot().properties()).containsEntry(KEY, new PropertyValue.Text(text));
        assertThat(answer().text()).isEqualTo(text);
    }

    @Test
    @DisplayName("a language comes back with its text (RFC 4918 4.3)")
    void language() {
        bench.set(calendar, "<C:words xml:lang=\"fr-CA\">Caf&#233; &amp; &lt;th&#233;&gt;</C:words>");

        assertThat(answer().text()).isEqualTo("Café & <thé>");
        assertThat(answer().attributes()).containsEntry(XML_LANG, "fr-CA");
    }

    @Test
    @DisplayName("elements inside a text are dropped (RFC 4918 17)")
    void dropsElements() {
        bench.set(calendar, "<C:words xml:lang=\"en\">one <C:b>two</C:b>three</C:words>");

        assertThat(answer().text()).isEqualTo("one three");
        assertThat(answer().children()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<", "<a>", "<!DOCTYPE a><a/>", "text"})
    @DisplayName("a kept value that somebody has spoilt is answered as empty, and breaks nothing")
    void spoilt(String kept) {
        calendar.with(KEY, new PropertyValue.Xml(kept));

        assertThat(answer().text()).isEmpty();
    }

    private XmlElement answer() {
        return bench.ask(calendar.resource(), "<C:words/>").orElseThrow();
    }
}
