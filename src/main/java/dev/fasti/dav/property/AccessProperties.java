package dev.fasti.dav.property;

import dev.fasti.acl.Privilege;
import dev.fasti.acl.Viewer;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.dav.DavResource.MemberResource;
import dev.fasti.dav.DavResource.PrincipalResource;
import dev.fasti.dav.Hrefs;
import dev.fasti.dav.Names;
import dev.fasti.dav.xml.XmlWriter;
import dev.fasti.store.Principal;
import dev.fasti.store.PropertyName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;

/** The live properties that say who owns a resource and who may do what (RFC 3744 sections 4 and 5, RFC 5397). */
public final class AccessProperties {
    private static final Scope EVERYTHING = Scope.everything();
    private static final Scope PRINCIPAL = Scope.principals();
    private static final Scope OWNED = resource -> owner(resource).isPresent();

    private AccessProperties() {}

    public static List<LiveProperty> all() {
        return List.of(
                // What the store keeps of a list is no property that clients see, set or remove.
                new ComputedProperty(
                        new QName(PropertyName.ACL.namespace(), PropertyName.ACL.local()),
                        LiveProperty.Visibility.NAMED,
                        resource -> false,
                        (resource, context, out) -> {}),
                hrefs(
                        "current-user-principal",
                        EVERYTHING,
                        (hrefs, resource, viewer) -> viewer.principal().map(hrefs::principal).stream()
                                .toList()),
                hrefs(
                        "owner",
                        OWNED,
                        (hrefs, resource, viewer) ->
                                owner(resource).map(hrefs::principal).stream().toList()),
                hrefs("principal-URL", PRINCIPAL, (hrefs, resource, viewer) -> List.of(resource.href(hrefs))),
                hrefs("principal-collection-set", EVERYTHING, (hrefs, resource, viewer) -> List.of(hrefs.principals())),
                hrefs("alternate-URI-set", PRINCIPAL, (hrefs, resource, viewer) -> List.of()),
                hrefs("group-member-set", PRINCIPAL, (hrefs, resource, viewer) -> List.of()),
                hrefs("group-membership", PRINCIPAL, (hrefs, resource, viewer) -> List.of()),
                hrefs("inherited-acl-set", OWNED, (hrefs, resource, viewer) -> List.of()),
                computed(
                        "current-user-privilege-set",
                        EVERYTHING,
                        (resource, context, out) -> context.privileges().stream()
                                .filter(privilege -> !privilege.isForScheduling())
                                .forEach(privilege -> privilege(privilege, out))),
                computed(
                        "supported-privilege-set",
                        EVERYTHING,
                        (resource, context, out) -> supported(Privilege.ALL, out)),
                computed("acl", OWNED, (resource, context, out) -> ownerHasAll(resource, context.hrefs(), out)),
                computed("acl-restrictions", OWNED, (resource, context, out) -> {
                    out.empty(Names.dav("grant-only"));
                    out.empty(Names.dav("no-invert"));
                }));
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

    /** The one entry that owner-only rights come to; it is protected, for there is no ACL method yet. */
    private static void ownerHasAll(DavResource resource, Hrefs hrefs, XmlWriter out) {
        owner(resource).ifPresent(owner -> {
            out.start(Names.dav("ace"));
            out.href(Names.dav("principal"), hrefs.principal(owner));
            out.start(Names.dav("grant"));
            privilege(Privilege.ALL, out);
            out.end();
            out.empty(Names.dav("protected"));
            out.end();
        });
    }

    private static void privilege(Privilege privilege, XmlWriter out) {
        out.start(Names.dav("privilege"));
        out.empty(new QName(privilege.namespace(), privilege.local()));
        out.end();
    }

    private static void supported(Privilege privilege, XmlWriter out) {
        out.start(Names.dav("supported-privilege"));
        privilege(privilege, out);
        out.start(Names.dav("description")).attribute("xml:lang", "en").text(privilege.description());
        out.end();
        Set<Privilege> contained = privilege.contained();
        contained.stream().filter(part -> !part.isForScheduling()).forEach(part -> supported(part, out));
        out.end();
    }

    private static LiveProperty hrefs(String local, Scope scope, Pointer pointer) {
        return new HrefProperty(
                Names.dav(local),
                scope,
                (resource, context) -> pointer.of(context.hrefs(), resource, context.viewer()));
    }

    private static LiveProperty computed(String local, Scope scope, ComputedProperty.Content value) {
        return new ComputedProperty(Names.dav(local), LiveProperty.Visibility.NAMED, scope, value);
    }

    @FunctionalInterface
    private interface Pointer {
        List<String> of(Hrefs hrefs, DavResource resource, Viewer viewer);
    }
}
