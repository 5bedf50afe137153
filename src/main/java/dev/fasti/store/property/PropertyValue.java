package dev.fasti.store.property;

/** The stored value of a property. */
public sealed interface PropertyValue {
    /**
     * A value that is character data only.
     *
     * @param text unescaped
     */
    record Text(String text) implements PropertyValue {}

    /**
     * A value with structure: the property's whole element, its own tags included, as a self-contained, well-formed
     * fragment that declares every namespace and carries {@code xml:lang} where one was in force (RFC 4918 section
     * 4.3).
     *
     * @param element serialised XML
     */
    record Xml(String element) implements PropertyValue {}
}
