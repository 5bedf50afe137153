package dev.fasti.dav.xml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.dav.Names;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlFragmentTest {
    private final XmlReader reader = new XmlReader(XmlLimits.DEFAULT);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a/>",
                "<a xmlns='urn:a'><b xmlns=''/><c> x </c>\n</a>",
                "<p:a xmlns:p='urn:a' p:b='1' xmlns:q='urn:q' q:b='2' b='3' xml:lang='de'/>",
                "<a1:r xmlns:a1='urn:1' xmlns:a2='urn:2' a2:q='x' a1:s='y'/>",
                "<x1:r xmlns:x1='urn:1' xmlns:x='urn:2' x:q='x'><x:y/></x1:r>",
                "<r xmlns:x='urn:x' x:a='1' xmlns:y='urn:y' y:b='2'/>",
                "<r a='&#13;&#10;&#9;&quot;&lt;&gt;&amp;'>&#13;&lt;&gt;&amp;]]&gt;\"</r>",
                "<r>a<b>c</b>d<b>&#x1F600;</b>e</r>",
                "<xml:r xml:space='preserve'/>",
                "<r><b xmlns='urn:\"&amp;&lt;'/></r>"
            })
    @DisplayName("an element that is kept and read again is the same one (RFC 4918 4.3)")
    void roundTrip(String xml) {
        // In the shape of a property, of which nothing is dropped.
        XmlElement property = property("<D:prop xmlns:D='DAV:'>" + xml + "</D:prop>");
        String kept = XmlFragment.of(property);

        XmlElement alone = reader.read(
                        ("<D:prop xmlns:D='DAV:'>" + kept + "</D:prop>").getBytes(StandardCharsets.UTF_8))
                .children()
                .get(0);
        assertThat(alone).isEqualTo(property);
        assertThat(XmlFragment.of(alone)).isEqualTo(kept);
    }

    @Test
    @DisplayName("the client's prefix is kept, since some clients compare it")
    void prefix() {
        assertThat(XmlFragment.of(property("<D:prop xmlns:D='DAV:'><zz:a xmlns:zz='urn:z'/></D:prop>")))
                .isEqualTo("<zz:a xmlns:zz=\"urn:z\"/>");
    }

    @Test
    @DisplayName("a fragment in a multistatus reads as it was sent")
    void inMultistatus() {
        XmlElement property =
                property("<D:prop xmlns:D='DAV:' xml:lang='de'><D:a xmlns:D='urn:d'> <b/>&#13;</D:a></D:prop>");
        ByteArrayOutputStream sink = new ByteArrayOutputStream();
        XmlWriter out = new XmlWriter(sink);
        out.start(Names.dav("prop")).fragment(XmlFragment.of(property)).end().finish();

        XmlElement sent = reader.read(sink.toByteArray()).children().get(0);
        assertThat(sent).isEqualTo(property);
        assertThat(sent.name()).isEqualTo(new QName("urn:d", "a"));
        assertThat(sent.text()).isEqualTo(" \r");
    }

    private XmlElement property(String prop) {
        return reader.read(prop.getBytes(StandardCharsets.UTF_8)).children().get(0);
    }
}
