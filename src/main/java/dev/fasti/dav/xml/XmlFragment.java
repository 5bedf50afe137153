package dev.fasti.dav.xml;

import dev.fasti.dav.DavException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;

/** Serialises a client's element so that it can be kept and sent again on its own (RFC 4918 section 4.3). */
public final class XmlFragment {
    private static final String XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace";
    private static final XmlReader READER = new XmlReader(XmlLimits.DEFAULT);

    private XmlFragment() {}

    /** The element with all that it holds, well-formed by itself: each element declares its own namespaces. */
    public static String of(XmlElement element) {
        StringBuilder out = new StringBuilder(128);
        append(element, out);
        return out.toString();
    }

    /**
     * Reads back what {@link #of} made.
     *
     * @return empty if it is not well-formed, as after somebody edited the stored value, or beyond every limit
     */
    public static Optional<XmlElement> read(String fragment) {
        try {
            return Optional.of(READER.read(fragment.getBytes(StandardCharsets.UTF_8)));
        } catch (DavException e) {
            return Optional.empty();
        }
    }

    static String escapeAttribute(String value) {
        return escape(value).replace("\"", "&quot;").replace("\n", "&#10;").replace("\t", "&#9;");
    }

    private static void append(XmlElement element, StringBuilder out) {
        String tag = tag(element.name());
        out.append('<').append(tag);
        declare(element.name(), out);
        int count = 0;
        for (Map.Entry<QName, String> attribute : element.attributes().entrySet()) {
            count++;
            append(attribute.getKey(), attribute.getValue(), prefix(element.name()) + count, out);
        }
        if (element.content().isEmpty()) {
            out.append("/>");
            return;
        }
        out.append('>');
        for (XmlNode node : element.content()) {
            if (node instanceof XmlElement child) {
                append(child, out);
            } else if (node instanceof XmlNode.Text text) {
                out.append(escape(text.value()));
            }
        }
        out.append("</").append(tag).append('>');
    }

    /** @param prefix for the attribute's namespace: longer than the element's own, so never the same */
    private static void append(QName attribute, String value, String prefix, StringBuilder out) {
        String namespace = attribute.getNamespaceURI();
        out.append(' ');
        if (namespace.equals(XML_NAMESPACE)) {
            out.append("xml:");
        } else if (!namespace.isEmpty()) {
            out.append("xmlns:")
                    .append(prefix)
                    .append("=\"")
                    .append(escapeAttribute(namespace))
                    .append("\" ");
            out.append(prefix).append(':');
        }
        out.append(attribute.getLocalPart())
                .append("=\"")
                .append(escapeAttribute(value))
                .append('"');
    }

    /** A name without a namespace must not fall into a default one around it, so that one is never declared. */
    private static String tag(QName name) {
        if (name.getNamespaceURI().isEmpty()) {
            return name.getLocalPart();
        }
        return prefix(name) + ":" + name.getLocalPart();
    }

    private static void declare(QName name, StringBuilder out) {
        if (!name.getNamespaceURI().isEmpty()) {
            out.append(" xmlns:").append(prefix(name)).append("=\"");
            out.append(escapeAttribute(name.getNamespaceURI())).append('"');
        }
    }

    private static String prefix(QName name) {
        return name.getPrefix().isEmpty() ? "x" : name.getPrefix();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\r", "&#13;");
    }
}
