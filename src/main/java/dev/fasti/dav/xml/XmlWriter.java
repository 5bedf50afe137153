package dev.fasti.dav.xml;

import dev.fasti.dav.Names;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;

/**
 * Writes XML 1.0 as UTF-8 straight into bytes, with a buffer of fixed size and no tree.
 *
 * <p>Elements of the well-known namespaces get the prefixes that the root declares; any other namespace is declared
 * where it is used. Text is escaped; CR is sent as a reference, so that it survives the reader's line-end
 * normalisation (XML 1.0 section 2.11); characters that XML cannot hold are replaced by U+FFFD.
 *
 * <p>A failure of the stream underneath surfaces as {@link UncheckedIOException}.
 */
public final class XmlWriter {
    private static final int BUFFER = 16 * 1024;
    private static final byte[] DECLARATION =
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".getBytes(StandardCharsets.US_ASCII);
    private static final Map<String, String> PREFIXES = Map.of(
            Names.DAV, "D",
            Names.CALDAV, "C",
            Names.CARDDAV, "CR",
            Names.CALENDARSERVER, "CS",
            Names.ICAL, "I");
    private static final String DECLARATIONS = " xmlns:D=\"" + Names.DAV + "\" xmlns:C=\"" + Names.CALDAV
            + "\" xmlns:CR=\"" + Names.CARDDAV + "\" xmlns:CS=\"" + Names.CALENDARSERVER + "\" xmlns:I=\"" + Names.ICAL
            + "\"";
    private static final byte[] EMPTY_END = {'/', '>'};
    private static final byte[] CLOSE = {'<', '/'};

    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER];
    private final Deque<byte[]> open = new ArrayDeque<>();
    private final Map<QName, Tag> tags = new HashMap<>();
    private int length;
    private boolean inStartTag;

    /** @param out is closed by {@link #finish} */
    public XmlWriter(OutputStream out) {
        this.out = out;
        write(DECLARATION);
    }

    /** Opens an element. */
    public XmlWriter start(QName name) {
        boolean isRoot = open.isEmpty();
        endStartTag();
        Tag tag = tags.computeIfAbsent(name, Tag::of);
        write((byte) '<');
        write(tag.name());
        if (isRoot) {
            write(DECLARATIONS.getBytes(StandardCharsets.US_ASCII));
        }
        write(tag.declaration());
        open.push(tag.name());
        inStartTag = true;
        return this;
    }

    /**
     * Adds an attribute without a namespace, or in XML's own, to the element just opened.
     *
     * @param name a legal XML name, such as {@code version} or {@code xml:lang}
     */
    public XmlWriter attribute(String name, String value) {
        if (!inStartTag) {
            throw new IllegalStateException("an attribute comes right after the start of its element");
        }
        write((byte) ' ');
        ascii(name);
        write((byte) '=');
        write((byte) '"');
        escape(value, Place.ATTRIBUTE);
        write((byte) '"');
        return this;
    }

    /** Character data. */
    public XmlWriter text(String text) {
        endStartTag();
        escape(text, Place.TEXT);
        return this;
    }

    /**
     * Character data that is UTF-8 already, such as an iCalendar object in {@code calendar-data}. What is not UTF-8 is
     * replaced.
     */
    public XmlWriter text(byte[] utf8) {
        return text(new String(utf8, StandardCharsets.UTF_8));
    }

    /** Closes the element opened last. */
    public XmlWriter end() {
        byte[] name = open.pop();
        if (inStartTag) {
            write(EMPTY_END);
            inStartTag = false;
        } else {
            write(CLOSE);
            write(name);
            write((byte) '>');
        }
        return this;
    }

    /** An element without content. */
    public XmlWriter empty(QName name) {
        return start(name).end();
    }

    /** An element with character data only. */
    public XmlWriter element(QName name, String text) {
        return start(name).text(text).end();
    }

    /** An element with one {@code DAV:href} inside. */
    public XmlWriter href(QName name, String href) {
        return start(name).element(NAME_HREF, href).end();
    }

    /** A {@code DAV:href}. */
    public XmlWriter href(String href) {
        return element(NAME_HREF, href);
    }

    /**
     * A whole element that {@link XmlFragment#of} made: well-formed and declaring its own namespaces.
     *
     * @param xml serialised XML, trusted
     */
    public XmlWriter fragment(String xml) {
        endStartTag();
        write(xml.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** How many elements are open. */
    int depth() {
        return open.size();
    }

    /** Sends what is buffered on. */
    public void flush() {
        try {
            out.write(buffer, 0, length);
            length = 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Ends the document and closes the stream. Never to be called after a failure, as {@code finally} would: what is
     * cut must look cut.
     */
    public void finish() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("an element is still open");
        }
        flush();
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final QName NAME_HREF = Names.dav("href");

    private void endStartTag() {
        if (inStartTag) {
            write((byte) '>');
            inStartTag = false;
        }
    }

    private void escape(String text, Place place) {
        int size = text.length();
        for (int i = 0; i < size; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                escapeAscii(c, place);
            } else if (Character.isHighSurrogate(c) && i + 1 < size && Character.isLowSurrogate(text.charAt(i + 1))) {
                codePoint(Character.toCodePoint(c, text.charAt(++i)));
            } else if (Character.isSurrogate(c) || c >= 0xfffe) {
                codePoint(0xfffd);
            } else {
                codePoint(c);
            }
        }
    }

    private void escapeAscii(char c, Place place) {
        switch (c) {
            case '<' -> ascii("&lt;");
            case '>' -> ascii("&gt;");
            case '&' -> ascii("&amp;");
            case '\r' -> ascii("&#13;");
            case '"' -> ascii(place == Place.ATTRIBUTE ? "&quot;" : "\"");
            case '\n' -> ascii(place == Place.ATTRIBUTE ? "&#10;" : "\n");
            case '\t' -> ascii(place == Place.ATTRIBUTE ? "&#9;" : "\t");
            default -> {
                if (c < 0x20) {
                    codePoint(0xfffd);
                } else {
                    write((byte) c);
                }
            }
        }
    }

    private void codePoint(int c) {
        if (c < 0x800) {
            write((byte) (0xc0 | c >> 6));
        } else {
            if (c < 0x10000) {
                write((byte) (0xe0 | c >> 12));
            } else {
                write((byte) (0xf0 | c >> 18));
                write((byte) (0x80 | c >> 12 & 0x3f));
            }
            write((byte) (0x80 | c >> 6 & 0x3f));
        }
        write((byte) (0x80 | c & 0x3f));
    }

    private void ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            write((byte) text.charAt(i));
        }
    }

    private void write(byte b) {
        if (length == BUFFER) {
            flush();
        }
        buffer[length++] = b;
    }

    private void write(byte[] bytes) {
        if (bytes.length > BUFFER - length) {
            flush();
            if (bytes.length > BUFFER) {
                writeThrough(bytes);
                return;
            }
        }
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
    }

    private void writeThrough(byte[] bytes) {
        try {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private enum Place {
        TEXT,
        ATTRIBUTE
    }

    /** A name's serialised form, with the declaration that it needs where it is used. */
    private record Tag(byte[] name, byte[] declaration) {
        static Tag of(QName name) {
            // The prefix xml needs no declaration, and its namespace may have no other.
            String prefix = name.getNamespaceURI().equals(XMLConstants.XML_NS_URI)
                    ? XMLConstants.XML_NS_PREFIX
                    : PREFIXES.get(name.getNamespaceURI());
            if (prefix != null) {
                return new Tag(utf8(prefix + ":" + name.getLocalPart()), new byte[0]);
            }
            if (name.getNamespaceURI().isEmpty()) {
                return new Tag(utf8(name.getLocalPart()), new byte[0]);
            }
            return new Tag(
                    utf8("x:" + name.getLocalPart()),
                    utf8(" xmlns:x=\"" + XmlFragment.escapeAttribute(name.getNamespaceURI()) + "\""));
        }

        private static byte[] utf8(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }
}
