package dev.fasti.dav.xml;

/** A piece of an element's content. */
public sealed interface XmlNode permits XmlElement, XmlNode.Text {
    /**
     * Character data.
     *
     * @param value unescaped
     */
    record Text(String value) implements XmlNode {}
}
