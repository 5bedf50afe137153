package dev.fasti.dav.property;

import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.PrincipalResource;
import java.util.List;
import javax.xml.namespace.QName;

/**
 * A property that names the collection that holds all of a principal's collections (RFC 4791 section 6.2.1, RFC 6352
 * section 7.1.1).
 *
 * <p>Homes answer it as well, for clients that do not go back to the principal. It is one href and no more, because
 * iOS uses the first only.
 */
public final class HomeSet {
    private HomeSet() {}

    public static LiveProperty named(QName name) {
        return new HrefProperty(
                name, Scope.principalsAndHomes(), (resource, context) -> List.of(home(resource, context)));
    }

    private static String home(DavResource resource, PropertyContext context) {
        return resource instanceof PrincipalResource found
                ? context.hrefs().collection(found.principal().home())
                : resource.href(context.hrefs());
    }
}
