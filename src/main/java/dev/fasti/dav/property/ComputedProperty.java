package dev.fasti.dav.property;

import dev.fasti.dav.DavResource;
import dev.fasti.dav.xml.XmlWriter;
import javax.xml.namespace.QName;

/**
 * A protected property that the server works out from the resource alone.
 *
 * @param name the property's name
 * @param visibility when it is answered
 * @param scope the resources that have it
 * @param content writes its value
 */
public record ComputedProperty(QName name, Visibility visibility, Scope scope, Content content)
        implements LiveProperty {

    /** A property that is answered only when named. */
    public static ComputedProperty of(QName name, Scope scope, Content content) {
        return new ComputedProperty(name, Visibility.NAMED, scope, content);
    }

    /** A property that says the same everywhere. */
    public static ComputedProperty text(QName name, Scope scope, String text) {
        return of(name, scope, (resource, context, out) -> out.text(text));
    }

    @Override
    public boolean isDefinedOn(DavResource resource) {
        return scope.covers(resource);
    }

    @Override
    public void write(DavResource resource, PropertyContext context, XmlWriter out) {
        content.write(resource, context, out);
    }

    /** How a value is written. */
    @FunctionalInterface
    public interface Content {
        /** Writes the content of the property's element; the element itself is the caller's. */
        void write(DavResource resource, PropertyContext context, XmlWriter out);
    }
}
