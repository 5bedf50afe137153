package dev.fasti.dav.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.fasti.dav.Names;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class XmlWriterTest {
    private static final QName NAME = new QName("DAV:", "a");

    private static final QName ROOT = Names.dav("prop");
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<D:prop xmlns:D=\"DAV:\""
            + " xmlns:C=\"urn:ietf:params:xml:ns:caldav\" xmlns:CR=\"urn:ietf:params:xml:ns:carddav\""
            + " xmlns:CS=\"http://calendarserver.org/ns/\" xmlns:I=\"http://apple.com/ns/ical/\">";

    private final Sink sink = new Sink();
    private final XmlWriter out = new XmlWriter(sink);

    @Test
    @DisplayName("the root declares the well-known namespaces, any other is declared where it is used")
    void namespaces() {
        out.start(ROOT);
        out.empty(Names.dav("collection")).empty(Names.caldav("calendar")).empty(new QName("none"));
        out.start(new QName("urn:a\"&<", "b", "client")).text("t").end();
        out.start(new QName("urn:c", "outer"))
                .empty(new QName("urn:d", "inner"))
                .end();
        out.end().finish();

        assertThat(sink.text())
                .isEqualTo(HEAD + "<D:collection/><C:calendar/><none/>"
                        + "<x:b xmlns:x=\"urn:a&quot;&amp;&lt;\">t</x:b>"
                        + "<x:outer xmlns:x=\"urn:c\"><x:inner xmlns:x=\"urn:d\"/></x:outer></D:prop>");
    }

    @Test
    @DisplayName("nothing is lost or doubled where the buffer grows, or is full")
    void sizes() {
        int head = HEAD.length();
        for (int size : new int[] {1024, 2048, 4096, 8192, 16384, 32768}) {
            for (int rest = -3; rest <= 3; rest++) {
                String text = "t".repeat(size - head + rest);
                for (boolean isUtf8 : new boolean[] {true, false}) {
                    Sink to = new Sink();
                    XmlWriter writer = new XmlWriter(to).start(ROOT);
                    if (isUtf8) {
                        writer.text(text.getBytes(StandardCharsets.UTF_8));
                    } else {
                        writer.text(text);
                    }
                    writer.text("<")
                            .text("é".getBytes(StandardCharsets.UTF_8))
                            .end()
                            .finish();
                    assertThat(to.text()).isEqualTo(HEAD + text + "&lt;é</D:prop>");
                }
            }
        }
    }

    @Test
    @DisplayName("text is escaped; CR is a reference, so that it survives (XML 1.0 2.11)")
    void text() {
        out.start(ROOT).text("<a&b>\"'\r\n\t]]>").end().finish();
        assertThat(sink.text()).isEqualTo(HEAD + "&lt;a&amp;b&gt;\"'&#13;\n\t]]&gt;</D:prop>");
        assertThat(reread()).isEqualTo("<a&b>\"'\r\n\t]]>");
    }

    @Test
    @DisplayName("attributes are escaped, white space too, which a reader would turn into spaces (XML 1.0 3.3.3)")
    void attributes() {
        out.start(ROOT);
        out.start(Names.caldav("comp")).attribute("name", "\"<>&\r\n\t'").attribute("xml:lang", "de");
        out.end().end().finish();
        assertThat(sink.text())
                .isEqualTo(HEAD + "<C:comp name=\"&quot;&lt;&gt;&amp;&#13;&#10;&#9;'\" xml:lang=\"de\"/></D:prop>");
        assertThat(read().children().get(0).attribute("name")).contains("\"<>&\r\n\t'");
    }

    @Test
    @DisplayName("characters that XML cannot hold become U+FFFD: controls, lone surrogates, U+FFFE (XML 1.0 2.2)")
    void illegal() {
        out.start(ROOT)
                .text("a\u0000b\u0001c\u001fd\u000be\ud800f\udc00g\ufffeh\uffffi\ud83d")
                .end()
                .finish();
        assertThat(reread()).isEqualTo("a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf\ufffdg\ufffdh\ufffdi\ufffd");
    }

    @Test
    @DisplayName("every other character is kept, the planes beyond the first, too")
    void unicode() {
        String text = "\u007f\u0080\u00fc\u07ff\u0800\u20ac\ud7ff\ue000\ufffd\ud800\udc00\ud83d\ude00\udbff\udfff";
        out.start(ROOT).text(text).end().finish();
        assertThat(reread()).isEqualTo(text);
    }

    @Test
    @DisplayName("a character across the edge of the buffer stays whole, wherever the edge is")
    void edges() {
        for (String mark : new String[] {"\ud83d\ude00", "\u20ac", "\u00fc", "&", "\r"}) {
            for (int before = 16_000; before < 16_400; before++) {
                Sink each = new Sink();
                String text = "x".repeat(before) + mark + "y";
                XmlWriter writer = new XmlWriter(each);
                writer.start(ROOT).text(text).end().finish();
                assertThat(each.text())
                        .hasSize(HEAD.length() + before + 1 + "</D:prop>".length() + escaped(mark))
                        .endsWith("y</D:prop>");
                if (before % 50 == 0) {
                    assertThat(new XmlReader(XmlLimits.DEFAULT)
                                    .read(each.toByteArray())
                                    .text())
                            .isEqualTo(text);
                }
            }
        }
    }

    @Test
    @DisplayName("a megabyte of text goes through whole, in pieces of the buffer")
    void large() {
        StringBuilder text = new StringBuilder();
        Random random = new Random(1);
        while (text.length() < 1_000_000) {
            text.appendCodePoint(
                    switch (random.nextInt(5)) {
                        case 0 -> 0x20ac;
                        case 1 -> 0x1f600;
                        case 2 -> '&';
                        case 3 -> '\r';
                        default -> 'a' + random.nextInt(26);
                    });
        }
        out.start(ROOT).text(text.toString()).end().finish();
        assertThat(reread()).isEqualTo(text.toString());
        assertThat(sink.writes).isGreaterThan(60);
        assertThat(sink.largest).isLessThanOrEqualTo(16 * 1024);
    }

    @Test
    @DisplayName(
            "octets and the text they are of become the same, whatever the characters and wherever the buffer ends")
    void octetsAsText() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 40_000; i++) {
            text.append((char) (i * 7 % 128));
        }
        for (String tail : new String[] {"", "\u00fc"}) {
            String whole = text + tail;
            ByteArrayOutputStream octets = new ByteArrayOutputStream();
            ByteArrayOutputStream characters = new ByteArrayOutputStream();
            new XmlWriter(octets)
                    .start(NAME)
                    .text(whole.getBytes(StandardCharsets.UTF_8))
                    .end()
                    .finish();
            new XmlWriter(characters).start(NAME).text(whole).end().finish();
            assertThat(octets.toByteArray()).isEqualTo(characters.toByteArray());
        }
    }

    @Test
    @DisplayName("octets that are UTF-8 are written as they are, and what is not is replaced")
    void octets() {
        byte[] item = "BEGIN:VCALENDAR\r\nSUMMARY:\u00fc<&>\r\n".getBytes(StandardCharsets.UTF_8);
        out.start(ROOT)
                .text(item)
                .text(new byte[] {'a', (byte) 0xff, 'b', (byte) 0xc3})
                .end()
                .finish();
        assertThat(reread()).isEqualTo("BEGIN:VCALENDAR\r\nSUMMARY:\u00fc<&>\r\na\ufffdb\ufffd");
    }

    @Test
    @DisplayName("fragments and hrefs go in among the rest, a fragment larger than the buffer, too")
    void fragments() {
        String large = "<a>" + "x".repeat(40_000) + "</a>";
        out.start(ROOT)
                .href("/a&b")
                .href(Names.dav("owner"), "/c")
                .fragment("<a/>")
                .fragment(large)
                .end()
                .finish();
        assertThat(sink.text())
                .isEqualTo(HEAD + "<D:href>/a&amp;b</D:href><D:owner><D:href>/c</D:href></D:owner><a/>" + large
                        + "</D:prop>");
    }

    @Test
    @DisplayName("a document is only finished when all is closed, and only then is the stream")
    void finish() {
        out.start(ROOT).start(Names.dav("a"));
        assertThatIllegalStateException().isThrownBy(out::finish);
        out.end();
        assertThatIllegalStateException().isThrownBy(out::finish);
        assertThat(sink.closed).isFalse();
        out.end().finish();
        assertThat(sink.closed).isTrue();
    }

    @Test
    @DisplayName("an attribute after content is a mistake")
    void lateAttribute() {
        out.start(ROOT).text("a");
        assertThatIllegalStateException().isThrownBy(() -> out.attribute("a", "b"));
    }

    @Test
    @DisplayName("a stream that fails surfaces as UncheckedIOException")
    void failure() {
        XmlWriter broken = new XmlWriter(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("gone");
            }
        });
        broken.start(ROOT);
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> broken.text("x".repeat(20_000)));
    }

    private static int escaped(String mark) {
        return switch (mark) {
            case "&", "\r" -> 5;
            default -> mark.length();
        };
    }

    private XmlElement read() {
        return new XmlReader(XmlLimits.DEFAULT).read(sink.toByteArray());
    }

    private String reread() {
        return read().text();
    }

    /** Remembers how it was written to. */
    private static final class Sink extends ByteArrayOutputStream {
        private int writes;
        private int largest;
        private boolean closed;

        @Override
        public synchronized void write(byte[] octets, int offset, int length) {
            writes++;
            largest = Math.max(largest, length);
            super.write(octets, offset, length);
        }

        @Override
        public void close() {
            closed = true;
        }

        String text() {
            return toString(StandardCharsets.UTF_8);
        }
    }
}
