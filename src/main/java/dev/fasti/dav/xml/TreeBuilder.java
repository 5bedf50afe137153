package dev.fasti.dav.xml;

import dev.fasti.dav.DavException;
import dev.fasti.dav.Names;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Builds one tree from a parser's events, on the heap and not on the stack, within limits. */
final class TreeBuilder {
    private static final QName LANG = new QName("http://www.w3.org/XML/1998/namespace", "lang", "xml");
    private static final QName PROP = Names.dav("prop");

    private final XmlLimits limits;
    private final Weight weight;
    private final Deque<Open> path = new ArrayDeque<>();
    /** The character data since the last tag; comments do not split it. */
    private final StringBuilder text = new StringBuilder();

    private int elements;
    private @Nullable XmlElement root;

    TreeBuilder(XmlLimits limits, Weight weight) {
        this.limits = limits;
        this.weight = weight;
    }

    void start(XMLStreamReader in) {
        elements++;
        require(elements <= limits.maxElements(), "has too many elements");
        require(path.size() < limits.maxDepth(), "is nested too deeply");
        require(
                in.getAttributeCount() <= limits.maxAttributes() && in.getNamespaceCount() <= limits.maxAttributes(),
                "has too many attributes");
        weight.element(in);
        Open parent = path.peek();
        if (parent != null) {
            parent.add(takeText(), Place.BEFORE_CHILD);
        }
        path.push(Open.of(in.getName(), attributes(in), parent));
    }

    void text(XMLStreamReader in) throws XMLStreamException {
        require(in.getTextLength() <= limits.maxTextLength() - text.length(), "has too long a text");
        weight.text(in.getTextLength(), in);
        text.append(in.getTextCharacters(), in.getTextStart(), in.getTextLength());
    }

    void end() {
        Open open = path.pop();
        open.add(takeText(), Place.BEFORE_END);
        XmlElement element = new XmlElement(open.name, open.attributes, open.content);
        Open parent = path.peek();
        if (parent == null) {
            root = element;
        } else {
            parent.content.add(element);
        }
    }

    XmlElement root() {
        if (root == null) {
            throw DavException.badRequest("the body holds no element");
        }
        return root;
    }

    private String takeText() {
        if (text.isEmpty()) {
            return "";
        }
        String taken = text.toString();
        text.setLength(0);
        return taken;
    }

    private Map<QName, String> attributes(XMLStreamReader in) {
        int count = in.getAttributeCount();
        if (count == 0) {
            return Map.of();
        }
        Map<QName, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String value = in.getAttributeValue(i);
            require(value.length() <= limits.maxTextLength(), "has too long an attribute");
            weight.text(value.length(), in);
            attributes.put(in.getAttributeName(i), value);
        }
        return attributes;
    }

    private static void require(boolean isWithin, String otherwise) {
        if (!isWithin) {
            throw new DavException.Plain(413, "the body's XML " + otherwise);
        }
    }

    private enum Place {
        BEFORE_CHILD,
        BEFORE_END
    }

    /** Whether an element's content is a property's value, of which nothing may be lost. */
    private enum Content {
        VALUE,
        STRUCTURE
    }

    /** An element whose end has not come yet. */
    private static final class Open {
        private final QName name;
        private final Map<QName, String> attributes;
        private final Content kind;
        /** The language in force; empty for none. */
        private final String lang;

        private final List<XmlNode> content = new ArrayList<>(2);

        private Open(QName name, Map<QName, String> attributes, Content kind, String lang) {
            this.name = name;
            this.attributes = attributes;
            this.kind = kind;
            this.lang = lang;
        }

        static Open of(QName name, Map<QName, String> attributes, @Nullable Open parent) {
            String own = attributes.get(LANG);
            if (parent == null) {
                return new Open(name, attributes, Content.STRUCTURE, own == null ? "" : own);
            }
            String lang = own == null ? parent.lang : own;
            boolean isProperty = parent.kind == Content.STRUCTURE && parent.name.equals(PROP);
            if (isProperty && own == null && !lang.isEmpty()) {
                Map<QName, String> withLang = new LinkedHashMap<>(attributes);
                withLang.put(LANG, lang);
                return new Open(name, withLang, Content.VALUE, lang);
            }
            return new Open(name, attributes, isProperty ? Content.VALUE : parent.kind, lang);
        }

        void add(String text, Place place) {
            boolean isBetweenElements = place == Place.BEFORE_CHILD || !content.isEmpty();
            if (text.isEmpty() || (kind == Content.STRUCTURE && isBetweenElements && isSpace(text))) {
                return;
            }
            content.add(new XmlNode.Text(text));
        }

        /** White space as XML has it (XML 1.0 section 2.3). */
        private static boolean isSpace(String text) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c != ' ' && c != '\n' && c != '\t' && c != '\r') {
                    return false;
                }
            }
            return true;
        }
    }
}
