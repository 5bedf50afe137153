package dev.fasti.dav.property;

import dev.fasti.dav.DavException;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.dav.Precondition;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.dav.xml.XmlWriter;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.PropertyName;
import dev.fasti.store.PropertyValue;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;

/**
 * A property of collections that clients set, with a syntax of its own, kept as plain text where Radicale keeps it.
 *
 * <p>Unlike {@link StoredText} it has no language: a colour or a URI is in none.
 */
public final class StoredProperty implements LiveProperty {
    private final QName name;
    private final PropertyName key;
    private final Set<CollectionKind> kinds;
    private final Optional<String> absent;
    private final Syntax syntax;

    private StoredProperty(QName name, Set<CollectionKind> kinds, Optional<String> absent, Syntax syntax) {
        this.name = name;
        this.key = DeadProperties.name(name);
        this.kinds = Set.copyOf(kinds);
        this.absent = absent;
        this.syntax = syntax;
    }

    /**
     * A property that is not there until it is set.
     *
     * @param kinds the collections that can have it
     */
    public static StoredProperty of(QName name, Set<CollectionKind> kinds, Syntax syntax) {
        return new StoredProperty(name, kinds, Optional.empty(), syntax);
    }

    /** As {@link #of}, with a kept text that counts until another is set. */
    public static StoredProperty withDefault(QName name, Set<CollectionKind> kinds, Syntax syntax, String text) {
        return new StoredProperty(name, kinds, Optional.of(text), syntax);
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
        return text(resource).isPresent();
    }

    @Override
    public void write(DavResource resource, PropertyContext context, XmlWriter out) {
        text(resource).ifPresent(text -> syntax.write(text, out));
    }

    @Override
    public Map<PropertyName, Optional<PropertyValue>> set(DavResource resource, XmlElement element) {
        requireKind(resource);
        return Map.of(key, Optional.of(new PropertyValue.Text(syntax.read(element))));
    }

    @Override
    public Map<PropertyName, Optional<PropertyValue>> initialise(CollectionKind kind, XmlElement element) {
        requireKind(kind);
        return Map.of(key, Optional.of(new PropertyValue.Text(syntax.read(element))));
    }

    @Override
    public Map<PropertyName, Optional<PropertyValue>> remove(DavResource resource) {
        requireKind(resource);
        return Map.of(key, Optional.empty());
    }

    private Optional<String> text(DavResource resource) {
        if (!(resource instanceof CollectionResource collection) || !kinds.contains(collection.kind())) {
            return Optional.empty();
        }
        return collection.snapshot().properties().get(key) instanceof PropertyValue.Text kept
                ? Optional.of(kept.text())
                : absent;
    }

    private void requireKind(DavResource resource) {
        if (!(resource instanceof CollectionResource collection)) {
            throw ProtectedProperty.refusal();
        }
        requireKind(collection.kind());
    }

    private void requireKind(CollectionKind kind) {
        if (!kinds.contains(kind)) {
            throw new DavException.Refused(
                    Precondition.CANNOT_MODIFY_PROTECTED_PROPERTY,
                    "this kind of collection does not have the property");
        }
    }

    /** What a value looks like in a request, in the store and in an answer. */
    public interface Syntax {
        /**
         * The text to keep.
         *
         * @param element the property's element as the client sent it
         * @throws DavException as {@link LiveProperty#set}
         */
        String read(XmlElement element);

        /**
         * Writes the content of the property's element.
         *
         * @param text what the store keeps: made by {@link #read}, or by another server on the same folder
         */
        void write(String text, XmlWriter out);
    }
}
