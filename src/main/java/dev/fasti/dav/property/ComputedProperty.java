package dev.fasti.dav.property;

import dev.fasti.dav.DavResource;
import dev.fasti.dav.xml.XmlWriter;
import java.util.function.Predicate;
import javax.xml.namespace.QName;

/** A protected property whose value follows from the resource and who asks. */
public final class ComputedProperty implements LiveProperty {
    private final QName name;
    private final Visibility visibility;
    private final Predicate<DavResource> definedOn;
    private final Value value;

    public ComputedProperty(QName name, Visibility visibility, Predicate<DavResource> definedOn, Value value) {
        this.name = name;
        this.visibility = visibility;
        this.definedOn = definedOn;
        this.value = value;
    }

    @Override
    public QName name() {
        return name;
    }

    @Override
    public Visibility visibility() {
        return visibility;
    }

    @Override
    public boolean isDefinedOn(DavResource resource) {
        return definedOn.test(resource);
    }

    @Override
    public void write(DavResource resource, PropertyContext context, XmlWriter out) {
        value.write(resource, context, out);
    }

    /** Writes the content of the property's element. */
    @FunctionalInterface
    public interface Value {
        void write(DavResource resource, PropertyContext context, XmlWriter out);
    }
}
