package dev.fasti.dav.property;

import dev.fasti.acl.Viewer;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.dav.DavResource.MemberResource;
import dev.fasti.dav.DavResource.PrincipalResource;
import dev.fasti.dav.Hrefs;
import dev.fasti.dav.Names;
import dev.fasti.store.path.Principal;
import java.util.List;
import java.util.Optional;

/** The live properties that say who owns a resource and who may do what (RFC 3744 sections 4 and 5, RFC 5397). */
public final class AccessProperties {
    private static final Scope EVERYTHING = Scope.everything();
    private static final Scope OWNED = resource -> owner(resource).isPresent();

    private AccessProperties() {}

    public static List<LiveProperty> all() {
        return List.of(
                new HrefProperty(
                        Names.dav("current-user-principal"),
                        EVERYTHING,
                        (resource, context) -> context.viewer().principal().map(context.hrefs()::principal).stream()
                                .toList(),
                        Names.dav("unauthenticated")),
                hrefs(
                        "owner",
                        OWNED,
                        (hrefs, resource, viewer) ->
                                owner(resource).map(hrefs::principal).stream().toList()),
                hrefs(
                        "principal-collection-set",
                        EVERYTHING,
                        (hrefs, resource, viewer) -> List.of(hrefs.principals())));
    }

    /** Whose the resource is; nobody's are the root and the folder of principals. */
    private static Optional<Principal> owner(DavResource resource) {
        if (resource instanceof CollectionResource collection) {
            return Optional.of(collection.collection().path().owner());
        }
        if (resource instanceof MemberResource member) {
            return Optional.of(member.parent().collection().path().owner());
        }
        return resource instanceof PrincipalResource principal ? Optional.of(principal.principal()) : Optional.empty();
    }

    private static LiveProperty hrefs(String local, Scope scope, Pointer pointer) {
        return new HrefProperty(
                Names.dav(local),
                scope,
                (resource, context) -> pointer.of(context.hrefs(), resource, context.viewer()));
    }

    @FunctionalInterface
    private interface Pointer {
        List<String> of(Hrefs hrefs, DavResource resource, Viewer viewer);
    }
}
