package dev.fasti.dav.xml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.namespace.QName;

/**
 * An element of a request's body, without comments and processing instructions.
 *
 * @param name matched by namespace and local name; its prefix is the client's
 * @param attributes in the order of the document; namespace declarations left out; {@code xml:lang} included where it is set on this very element
 * @param content in the order of the document
 */
public record XmlElement(QName name, Map<QName, String> attributes, List<XmlNode> content) implements XmlNode {
    public XmlElement {
        attributes = attributes.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        content = List.copyOf(content);
    }

    /** An element without attributes and content. */
    public static XmlElement empty(QName name) {
        return new XmlElement(name, Map.of(), List.of());
    }

    public boolean is(QName other) {
        return name.equals(other);
    }

    /** The child elements in their order. */
    public List<XmlElement> children() {
        return elements().toList();
    }

    /** The child elements of this name in their order. */
    public List<XmlElement> children(QName wanted) {
        return elements().filter(child -> child.is(wanted)).toList();
    }

    /** The first child element of this name. */
    public Optional<XmlElement> child(QName wanted) {
        return elements().filter(child -> child.is(wanted)).findFirst();
    }

    /** The value of an attribute without a namespace. */
    public Optional<String> attribute(String local) {
        return Optional.ofNullable(attributes.get(new QName(local)));
    }

    /** The character data directly inside, joined, not trimmed. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (XmlNode node : content) {
            if (node instanceof XmlNode.Text data) {
                text.append(data.value());
            }
        }
        return text.toString();
    }

    private Stream<XmlElement> elements() {
        return content.stream().filter(XmlElement.class::isInstance).map(XmlElement.class::cast);
    }
}
