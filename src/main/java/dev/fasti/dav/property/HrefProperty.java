package dev.fasti.dav.property;

import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.PrincipalResource;
import dev.fasti.dav.xml.XmlWriter;
import java.util.List;
import java.util.function.BiFunction;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/**
 * A protected property that is a row of {@code DAV:href}, and so can be expanded (RFC 3253 section 3.8).
 *
 * @param name the property's name
 * @param scope the resources that have it
 * @param targets path-absolute hrefs, or URIs; may be none
 * @param none the element that says so; null where nothing does
 */
public record HrefProperty(
        QName name,
        Scope scope,
        BiFunction<DavResource, PropertyContext, List<String>> targets,
        @Nullable QName none) implements LiveProperty {

    /** A property that is empty where it points to nothing. */
    public HrefProperty(QName name, Scope scope, BiFunction<DavResource, PropertyContext, List<String>> targets) {
        this(name, scope, targets, null);
    }

    /**
     * A property that names where a principal's collections are; asked of the home, it names the home itself.
     *
     * <p>It holds one href, because iOS uses one only, and none for another user's principal.
     */
    public static HrefProperty homeSet(QName name) {
        return new HrefProperty(name, Scope.principalsAndHomes(), HrefProperty::home);
    }

    private static List<String> home(DavResource resource, PropertyContext context) {
        if (!(resource instanceof PrincipalResource user)) {
            return List.of(resource.href(context.hrefs()));
        }
        return context.viewer().is(user.principal())
                ? List.of(context.hrefs().collection(user.principal().home()))
                : List.of();
    }

    @Override
    public boolean isDefinedOn(DavResource resource) {
        return scope.covers(resource);
    }

    @Override
    public void write(DavResource resource, PropertyContext context, XmlWriter out) {
        List<String> hrefs = hrefs(resource, context);
        hrefs.forEach(out::href);
        if (hrefs.isEmpty() && none != null) {
            out.empty(none);
        }
    }

    /** The value. */
    public List<String> hrefs(DavResource resource, PropertyContext context) {
        return targets.apply(resource, context);
    }
}
