package dev.fasti.dav.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fasti.dav.DavException;
import dev.fasti.dav.Names;
import dev.fasti.dav.Precondition;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlReaderTest {
    private static final QName LANG = new QName("http://www.w3.org/XML/1998/namespace", "lang");
    private final XmlReader reader = new XmlReader(XmlLimits.DEFAULT);

    @Test
    @DisplayName(
            "Memory is asked for before it is taken: for elements, attributes, namespaces and texts, never for little")
    void asksForMemory() {
        assertThat(asked("<r/>")).isZero();
        assertThat(asked("<a/>".repeat(10_000))).isBetween(1_000_000L, 1_200_000L);
        assertThat(asked("<a b='' c=''/>".repeat(10_000))).isBetween(3_500_000L, 4_500_000L);
        assertThat(asked("<a xmlns:b='n'/>".repeat(10_000))).isBetween(1_500_000L, 2_000_000L);
        assertThat(asked("x<a/>".repeat(10_000))).isBetween(1_300_000L, 1_600_000L);
        byte[] body = ("<r>" + "<a/>".repeat(10_000) + "</r>").getBytes(StandardCharsets.UTF_8);
        assertThatExceptionOfType(DavException.class)
                .isThrownBy(() -> reader.read(body, (octets, held) -> {
                    if (octets + held > 500_000) {
                        throw new DavException.Plain(503, "no");
                    }
                }));
    }

    /** The weight of the tree that was asked for, none if it is too little to ask. */
    private long asked(String inner) {
        long[] last = new long[1];
        reader.read(("<r>" + inner + "</r>").getBytes(StandardCharsets.UTF_8), (octets, held) -> last[0] = held);
        return last[0] < 10_000 ? 0 : last[0];
    }

    @Test
    @DisplayName("names are matched by namespace, whatever the prefix, and the client's prefix is kept")
    void namespaces() {
        XmlElement root =
                read("<a:propfind xmlns:a='DAV:'><prop xmlns='DAV:'><x:y xmlns:x='urn:z'/><w xmlns=''/></prop>"
                        + "</a:propfind>");

        XmlElement prop = root.child(Names.dav("prop")).orElseThrow();
        assertThat(root.name()).isEqualTo(Names.dav("propfind"));
        assertThat(root.name().getPrefix()).isEqualTo("a");
        assertThat(root.attributes()).isEmpty();
        assertThat(prop.children())
                .extracting(XmlElement::name)
                .containsExactly(new QName("urn:z", "y"), new QName("w"));
    }

    @Test
    @DisplayName("attributes are read without namespace declarations, in the order of the document")
    void attributes() {
        XmlElement root = read("<r xmlns:n='urn:n' b='1' n:a='2' a='&lt;3&gt;'/>");

        assertThat(root.attributes())
                .containsExactly(
                        Map.entry(new QName("b"), "1"),
                        Map.entry(new QName("urn:n", "a"), "2"),
                        Map.entry(new QName("a"), "<3>"));
        assertThat(root.attribute("a")).contains("<3>");
        assertThat(root.attribute("c")).isEmpty();
    }

    @Test
    @DisplayName("text is kept exactly: white space, CDATA, references, and what comments and instructions split")
    void text() {
        XmlElement root = read("<r> a<!-- no -->b<?no no?>&amp;<![CDATA[<&]]>&#13;&#x1F600;\r\n </r>");

        assertThat(root.content()).containsExactly(new XmlNode.Text(" ab&<&\r\ud83d\ude00\n "));
        assertThat(read("<r> \n\t </r>").text()).isEqualTo(" \n\t ");
    }

    @Test
    @DisplayName("white space between elements is dropped, but never within a property's value (RFC 4918 4.3)")
    void whiteSpace() {
        XmlElement root = read("<D:set xmlns:D='DAV:'>\n <D:prop>\n  <D:v> <D:b/> <D:prop> <D:c/> </D:prop></D:v>\n "
                + "</D:prop>\n</D:set>");

        assertThat(root.content()).hasSize(1);
        XmlElement prop = root.children().get(0);
        assertThat(prop.content()).hasSize(1);
        XmlElement value = prop.children().get(0);
        assertThat(value.content()).hasSize(4);
        assertThat(value.text()).isEqualTo("  ");
        assertThat(value.children().get(1).text()).isEqualTo("  ");
    }

    @Test
    @DisplayName("text beside elements is kept")
    void mixed() {
        assertThat(read("<r>a<b/> c</r>").content())
                .containsExactly(new XmlNode.Text("a"), XmlElement.empty(new QName("b")), new XmlNode.Text(" c"));
    }

    @Test
    @DisplayName("a property gets the language in force, unless it sets its own (RFC 4918 4.3)")
    void language() {
        XmlElement root = read("<D:propertyupdate xmlns:D='DAV:' xml:lang='de'><D:set><D:prop xml:lang='fr'>"
                + "<a><in/></a><b xml:lang='en'/><c xml:lang=''/></D:prop></D:set>"
                + "<D:set><D:prop><d/></D:prop></D:set></D:propertyupdate>");

        XmlElement first = root.children().get(0).children().get(0);
        assertThat(first.children())
                .extracting(property -> property.attributes().get(LANG))
                .containsExactly("fr", "en", "");
        assertThat(first.children().get(0).children().get(0).attributes()).isEmpty();
        XmlElement second = root.children().get(1).children().get(0);
        assertThat(second.attributes()).isEmpty();
        assertThat(second.children().get(0).attributes()).containsExactly(Map.entry(LANG, "de"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16BE", "UTF-16LE", "ISO-8859-1", "windows-1252", "UTF-32"})
    @DisplayName("the declared encoding is taken (XML 1.0 4.3.3)")
    void encodings(String encoding) {
        String declared = "<?xml version='1.0' encoding='" + encoding + "'?><r>\u00fc\u00df</r>";

        assertThat(reader.read(declared.getBytes(Charset.forName(encoding))).text())
                .isEqualTo("\u00fc\u00df");
    }

    @Test
    @DisplayName("a byte order mark tells the encoding, with or without a declaration")
    void byteOrderMark() {
        assertThat(reader.read("\ufeff<r>\u00fc</r>".getBytes(StandardCharsets.UTF_8))
                        .text())
                .isEqualTo("\u00fc");
        assertThat(reader.read("\ufeff<r>\u00fc</r>".getBytes(StandardCharsets.UTF_16LE))
                        .text())
                .isEqualTo("\u00fc");
        assertThat(reader.read("\ufeff<?xml version='1.0' encoding='utf-8'?>\n<r/>".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(XmlElement.empty(new QName("r")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "hello",
                "<r>",
                "<r></s>",
                "<r/><s/>",
                "<r/>x",
                "<r a='1' a='2'/>",
                "<r xmlns:p='urn:a' xmlns:q='urn:a' p:a='1' q:a='2'/>",
                "<p:r/>",
                "<r p:a=''/>",
                "<r xmlns:p=''/>",
                "<r>&nbsp;</r>",
                "<r a='&nbsp;'/>",
                "<r>&#0;</r>",
                "<r>&#1;</r>",
                "<r>&#xD800;</r>",
                "<r>&#x110000;</r>",
                "<r>\u0001</r>",
                "<r>\uffff</r>",
                "<r>]]></r>",
                "<r><!-- -- --></r>",
                "<?xml version='1.1'?><r/>",
                "<?xml version='1.0' encoding='no-such'?><r/>",
                " <?xml version='1.0'?><r/>",
            })
    @DisplayName("what is not well-formed is 400 (RFC 4918 8.2)")
    void malformed(String body) {
        assertRefused(400, body);
    }

    @Test
    @DisplayName("octets that are not of the encoding are 400")
    void badOctets() {
        for (String latin : new String[] {"<r>\u00ff</r>", "<r>\u00c0\u00af</r>", "<r>\u00ed\u00a0\u0080</r>"}) {
            assertThatExceptionOfType(DavException.class)
                    .isThrownBy(() -> reader.read(latin.getBytes(StandardCharsets.ISO_8859_1)))
                    .returns(400, DavException::status);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE r><r/>",
                "<!DOCTYPE r [<!ENTITY a 'b'>]><r>&a;</r>",
                "<!DOCTYPE r [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><r>&a;</r>",
                "<!DOCTYPE r [<!ENTITY % p SYSTEM 'http://127.0.0.1:1/'>%p;]><r/>",
                "<!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;'>]><r>&c;</r>",
            })
    @DisplayName("a document type declaration is 400 (RFC 4918 20.6)")
    void documentType(String body) {
        assertRefused(400, body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE r SYSTEM 'file:///etc/passwd'><r/>",
                "<!DOCTYPE r PUBLIC '-//X' 'http://127.0.0.1:1/x.dtd'><r/>"
            })
    @DisplayName("an external document type is refused with no-external-entities (RFC 4918 16)")
    void externalDocumentType(String body) {
        assertThatExceptionOfType(DavException.Refused.class)
                .isThrownBy(() -> read(body))
                .returns(Precondition.NO_EXTERNAL_ENTITIES, DavException.Refused::precondition);
    }

    @Test
    @DisplayName("every limit is kept: what is at it is read, what is beyond it is 413")
    void limits() {
        XmlReader strict = new XmlReader(new XmlLimits(3, 2, 5, 10));

        for (String within : Arrays.asList(
                "<a><b><c/></b></a>",
                "<a b='' c='' xmlns:d='urn:d' xmlns:e='urn:e'/>",
                "<a><b/><c/><d/><e/></a>",
                "<a>1234567890</a>",
                "<a b='1234567890'/>")) {
            assertThat(strict.read(within.getBytes(StandardCharsets.UTF_8))
                            .name()
                            .getLocalPart())
                    .isEqualTo("a");
        }
        for (String beyond : Arrays.asList(
                "<a><b><c><d/></c></b></a>",
                "<a b='' c='' d=''/>",
                "<a b='' c='' d='' e='' f=''/>",
                "<a xmlns:b='urn:b' xmlns:c='urn:c' xmlns:d='urn:d'/>",
                "<a><b/><c/><d/><e/><f/></a>",
                "<a>1234567<!-- -->8901</a>",
                "<a>12345<![CDATA[67890]]>1</a>",
                "<a b='12345678901'/>",
                "<a b='" + "1".repeat(10_000) + "'/>")) {
            assertThatExceptionOfType(DavException.Plain.class)
                    .as(beyond)
                    .isThrownBy(() -> strict.read(beyond.getBytes(StandardCharsets.UTF_8)))
                    .returns(413, DavException::status);
        }
    }

    @Test
    @DisplayName("nesting of a million levels is refused without harm")
    void deep() {
        assertRefused(413, "<a>".repeat(1_000_000));
        XmlReader deepest = new XmlReader(new XmlLimits(XmlLimits.DEEPEST, 1, 2000, 1));
        String body = "<a>".repeat(XmlLimits.DEEPEST) + "</a>".repeat(XmlLimits.DEEPEST);
        XmlElement root = deepest.read(body.getBytes(StandardCharsets.UTF_8));
        assertThat(XmlFragment.of(root)).hasSize("<a></a>".length() * (XmlLimits.DEEPEST - 1) + "<a/>".length());
    }

    @Test
    @DisplayName("limits that make no sense are refused")
    void badLimits() {
        assertThatIllegalArgumentException().isThrownBy(() -> new XmlLimits(0, 1, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new XmlLimits(XmlLimits.DEEPEST + 1, 1, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new XmlLimits(1, 0, 1, 1));
    }

    private XmlElement read(String body) {
        return reader.read(body.getBytes(StandardCharsets.UTF_8));
    }

    private void assertRefused(int status, String body) {
        assertThatExceptionOfType(DavException.class)
                .isThrownBy(() -> read(body))
                .returns(status, DavException::status);
    }
}
