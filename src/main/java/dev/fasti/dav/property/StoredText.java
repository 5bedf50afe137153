package dev.fasti.dav.property;

import dev.fasti.dav.DavException;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.dav.Precondition;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.dav.xml.XmlFragment;
import dev.fasti.dav.xml.XmlNode;
import dev.fasti.dav.xml.XmlWriter;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.PropertyName;
import dev.fasti.store.PropertyValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.xml.namespace.QName;

/**
 * A text property of collections that clients set, kept where Radicale keeps it.
 *
 * <p>A value that carries {@code xml:lang} is kept as XML, language and all (RFC 4918 section 4.3), since Radicale's
 * form has no place for it.
 */
public final class StoredText implements LiveProperty {
    private static final QName LANG = new QName("http://www.w3.org/XML/1998/namespace", "lang");

    private final QName name;
    private final PropertyName key;
    private final Set<CollectionKind> kinds;
    private final UnaryOperator<String> check;

    /**
     * @param kinds the collections that have the property
     * @param check gives back the text to store, or throws a {@link DavException} that refuses it
     */
    public StoredText(QName name, Set<CollectionKind> kinds, UnaryOperator<String> check) {
        this.name = name;
        this.key = DeadProperties.name(name);
        this.kinds = Set.copyOf(kinds);
        this.check = check;
    }

    @Override
    public QName name() {
        return name;
    }

    @Override
    public Visibility visibility() {
        return Visibility.NAMED;
    }

    @Override
    public boolean isDefinedOn(DavResource resource) {
        return resource instanceof CollectionResource collection
                && kinds.contains(collection.kind())
                && collection.snapshot().properties().containsKey(key);
    }

    @Override
    public void write(DavResource resource, PropertyContext context, XmlWriter out) {
        throw new IllegalStateException("the whole element is written at once");
    }

    @Override
    public Map<PropertyName, Optional<PropertyValue>> set(DavResource resource, XmlElement element) {
        if (resource instanceof CollectionResource collection) {
            return initialise(collection.kind(), element);
        }
        throw ProtectedProperty.refusal();
    }

    @Override
    public Map<PropertyName, Optional<PropertyValue>> initialise(CollectionKind kind, XmlElement element) {
        requireKind(kind);
        return Map.of(key, Optional.of(stored(element, check.apply(element.text()))));
    }

    /** The stored form of checked text, with the language that the element says it is in. */
    static PropertyValue stored(XmlElement element, String text) {
        String language = element.attributes().get(LANG);
        if (language == null) {
            return new PropertyValue.Text(text);
        }
        XmlElement tagged = new XmlElement(element.name(), Map.of(LANG, language), List.of(new XmlNode.Text(text)));
        return new PropertyValue.Xml(XmlFragment.of(tagged));
    }

    @Override
    public void writeElement(DavResource resource, PropertyContext context, XmlWriter out) {
        PropertyValue value = DeadProperties.of(resource).get(key);
        if (value != null) {
            DeadProperties.write(key, value, out);
        }
    }

    @Override
    public Map<PropertyName, Optional<PropertyValue>> remove(DavResource resource) {
        if (resource instanceof CollectionResource collection) {
            requireKind(collection.kind());
            return Map.of(key, Optional.empty());
        }
        throw ProtectedProperty.refusal();
    }

    private void requireKind(CollectionKind kind) {
        if (!kinds.contains(kind)) {
            throw new DavException.Refused(
                    Precondition.CANNOT_MODIFY_PROTECTED_PROPERTY,
                    "this kind of collection does not have the property");
        }
    }
}
