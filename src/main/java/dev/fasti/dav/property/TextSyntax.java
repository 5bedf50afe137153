package dev.fasti.dav.property;

import dev.fasti.dav.xml.XmlElement;
import dev.fasti.dav.xml.XmlFragment;
import dev.fasti.dav.xml.XmlNode;
import dev.fasti.dav.xml.XmlWriter;
import dev.fasti.store.property.PropertyValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;

/**
 * Character data, with the language it is in where the client says so (RFC 4918 section 4.3).
 *
 * <p>Elements inside are dropped (RFC 4918 section 17). A value without a language is kept as plain text, which is
 * what Radicale reads.
 */
public final class TextSyntax implements StoredProperty.Syntax {
    private static final QName LANGUAGE = new QName("http://www.w3.org/XML/1998/namespace", "lang", "xml");

    @Override
    public PropertyValue read(XmlElement element) {
        String language = element.attributes().get(LANGUAGE);
        if (language == null) {
            return new PropertyValue.Text(element.text());
        }
        return new PropertyValue.Xml(XmlFragment.of(
                new XmlElement(element.name(), Map.of(LANGUAGE, language), List.of(new XmlNode.Text(element.text())))));
    }

    @Override
    public void write(PropertyValue value, XmlWriter out) {
        language(value).ifPresent(language -> out.attribute("xml:lang", language));
        out.text(textOf(value));
    }

    /** The character data of a kept value; empty if the value has been spoilt. */
    public static String textOf(PropertyValue value) {
        return value instanceof PropertyValue.Text text
                ? text.text()
                : parsed(value).map(XmlElement::text).orElse("");
    }

    private static Optional<String> language(PropertyValue value) {
        return parsed(value).map(element -> element.attributes().get(LANGUAGE));
    }

    private static Optional<XmlElement> parsed(PropertyValue value) {
        return value instanceof PropertyValue.Xml xml ? XmlFragment.read(xml.element()) : Optional.empty();
    }
}
