package dev.fasti.dav.property;

import dev.fasti.dav.DavResource;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.dav.xml.XmlWriter;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyValue;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;

/**
 * A property that clients set and remove, kept by the store under its own name, with a syntax that the server knows.
 *
 * <p>It is defined wherever a value is kept, whatever the kind: a calendar's colour on an address book does no harm,
 * and is not lost.
 *
 * @param name the property's name
 * @param scope the resources that have it even if nothing is kept
 * @param absent their value then
 * @param syntax what a value looks like
 */
public record StoredProperty(QName name, Scope scope, Optional<PropertyValue> absent, Syntax syntax)
        implements LiveProperty {

    /** A property that is not there until it is set. */
    public static StoredProperty of(QName name, Syntax syntax) {
        return new StoredProperty(name, resource -> false, Optional.empty(), syntax);
    }

    /** A property that these resources have with this value until it is set. */
    public static StoredProperty of(QName name, Syntax syntax, Scope scope, PropertyValue absent) {
        return new StoredProperty(name, scope, Optional.of(absent), syntax);
    }

    @Override
    public boolean isDefinedOn(DavResource resource) {
        return value(resource).isPresent();
    }

    @Override
    public void write(DavResource resource, PropertyContext context, XmlWriter out) {
        value(resource).ifPresent(value -> syntax.write(value, out));
    }

    @Override
    public Map<PropertyName, Optional<PropertyValue>> set(DavResource resource, XmlElement element) {
        return Map.of(storedName(), Optional.of(syntax.read(element)));
    }

    @Override
    public Map<PropertyName, Optional<PropertyValue>> initialise(CollectionKind kind, XmlElement element) {
        return Map.of(storedName(), Optional.of(syntax.read(element)));
    }

    @Override
    public Map<PropertyName, Optional<PropertyValue>> remove(DavResource resource) {
        return Map.of(storedName(), Optional.empty());
    }

    private Optional<PropertyValue> value(DavResource resource) {
        PropertyValue kept = DeadProperties.of(resource).get(storedName());
        if (kept != null) {
            return Optional.of(kept);
        }
        return scope.covers(resource) ? absent : Optional.empty();
    }

    private PropertyName storedName() {
        return DeadProperties.name(name);
    }

    /** What a value looks like, in a request, in the store and in an answer. */
    public interface Syntax {
        /**
         * The value to keep.
         *
         * @param element the property's element as the client sent it
         * @throws dev.fasti.dav.DavException as {@link LiveProperty#set}
         */
        PropertyValue read(XmlElement element);

        /**
         * Writes the content of the property's element, attributes first.
         *
         * @param value what the store keeps: made by {@link #read}, or by another server on the same folder
         */
        void write(PropertyValue value, XmlWriter out);
    }
}
