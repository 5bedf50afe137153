package dev.fasti.dav.xml;

import dev.fasti.dav.Names;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
    private static final byte[] DECLARATION =
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".getBytes(StandardCharsets.US_ASCII);
    private static final Map<String, String> PREFIXES = Map.of(
            Names.DAV, "D",
            Names.CALDAV, "C",
            Names.CARDDAV, "CR",
            Names.CALENDARSERVER, "CS",
            Names.ICAL, "I");
    private static final byte[] DECLARATIONS = Tag.utf8(" xmlns:D=\"" + Names.DAV + "\" xmlns:C=\"" + Names.CALDAV
            + "\" xmlns:CR=\"" + Names.CARDDAV + "\" xmlns:CS=\"" + Names.CALENDARSERVER + "\" xmlns:I=\"" + Names.ICAL
            + "\"");
    private static final byte[] EMPTY_END = {'/', '>'};

    private final EscapedBytes out;
    private final Deque<Tag> open = new ArrayDeque<>();
    private final Map<QName, Tag> tags = new HashMap<>();
    private boolean inStartTag;

    /** @param out is closed by {@link #finish} */
    public XmlWriter(OutputStream out) {
        this.out = new EscapedBytes(out);
        this.out.put(DECLARATION);
    }

    /** Opens an element. */
    public XmlWriter start(QName name) {
        boolean isRoot = open.isEmpty();
        endStartTag();
        Tag tag = Tag.KNOWN.get(name);
        if (tag == null) {
            tag = tags.computeIfAbsent(name, Tag::of);
        }
        out.put(tag.opening());
        if (isRoot) {
            out.put(DECLARATIONS);
        }
        out.put(tag.declaration());
        open.push(tag);
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
        out.put((byte) ' ');
        out.ascii(name);
        out.put((byte) '=');
        out.put((byte) '"');
        out.escape(value, EscapedBytes.Place.ATTRIBUTE);
        out.put((byte) '"');
        return this;
    }

    /** Character data. */
    public XmlWriter text(String text) {
        endStartTag();
        out.escape(text, EscapedBytes.Place.TEXT);
        return this;
    }

    /**
     * Character data that is UTF-8 already, such as an iCalendar object in {@code calendar-data}: without a byte order
     * mark, and without folds in the middle of a character. What is not UTF-8 is replaced.
     */
    public XmlWriter text(byte[] utf8) {
        endStartTag();
        out.escape(utf8);
        return this;
    }

    /** Closes the element opened last. */
    public XmlWriter end() {
        Tag tag = open.pop();
        if (inStartTag) {
            out.put(EMPTY_END);
            inStartTag = false;
        } else {
            out.put(tag.closing());
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
        out.put(xml.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** How many elements are open. */
    int depth() {
        return open.size();
    }

    /** Sends what is buffered on. */
    public void flush() {
        out.flush();
    }

    /**
     * Ends the document and closes the stream. Never to be called after a failure, as {@code finally} would: what is
     * cut must look cut.
     */
    public void finish() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("an element is still open");
        }
        out.close();
    }

    private static final QName NAME_HREF = Names.dav("href");

    private void endStartTag() {
        if (inStartTag) {
            out.put((byte) '>');
            inStartTag = false;
        }
    }

    /** The serialised tags of a name, the first but for its end, with the declaration that it needs where it is used. */
    private record Tag(byte[] opening, byte[] declaration, byte[] closing) {
        /** Those of the names that come first, which are those that come often; every answer needs them. */
        private static final Map<QName, Tag> KNOWN = new ConcurrentHashMap<>();

        private static final int MOST_KNOWN = 512;

        static Tag of(QName name) {
            Tag made = made(name);
            if (PREFIXES.containsKey(name.getNamespaceURI())
                    && name.getLocalPart().length() < 64
                    && KNOWN.size() < MOST_KNOWN) {
                KNOWN.put(name, made);
            }
            return made;
        }

        private static Tag made(QName name) {
            // The prefix xml needs no declaration, and its namespace may have no other.
            String prefix = name.getNamespaceURI().equals(XMLConstants.XML_NS_URI)
                    ? XMLConstants.XML_NS_PREFIX
                    : PREFIXES.get(name.getNamespaceURI());
            if (prefix != null) {
                return of(prefix + ":" + name.getLocalPart(), "");
            }
            if (name.getNamespaceURI().isEmpty()) {
                return of(name.getLocalPart(), "");
            }
            return of(
                    "x:" + name.getLocalPart(),
                    " xmlns:x=\"" + XmlFragment.escapeAttribute(name.getNamespaceURI()) + "\"");
        }

        private static Tag of(String name, String declaration) {
            return new Tag(utf8("<" + name), utf8(declaration), utf8("</" + name + ">"));
        }

        private static byte[] utf8(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }
}
