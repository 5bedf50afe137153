package dev.fasti.dav.property;

import dev.fasti.dav.DavResource;
import dev.fasti.dav.xml.XmlWriter;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import javax.xml.namespace.QName;

/** A protected property that is a list of hrefs, and so can be expanded (RFC 3253 section 3.8). */
public final class HrefProperty implements LiveProperty {
    private final QName name;
    private final Predicate<DavResource> definedOn;
    private final BiFunction<DavResource, PropertyContext, List<String>> hrefs;

    /** @param hrefs path-absolute hrefs; may be empty */
    public HrefProperty(
            QName name,
            Predicate<DavResource> definedOn,
            BiFunction<DavResource, PropertyContext, List<String>> hrefs) {
        this.name = name;
        this.definedOn = definedOn;
        this.hrefs = hrefs;
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
        return definedOn.test(resource);
    }

    @Override
    public void write(DavResource resource, PropertyContext context, XmlWriter out) {
        hrefs(resource, context).forEach(out::href);
    }

    /** The value. */
    public List<String> hrefs(DavResource resource, PropertyContext context) {
        return hrefs.apply(resource, context);
    }
}
