package dev.fasti.dav.principal;

import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.GroupResource;
import dev.fasti.dav.DavResource.PrincipalResource;
import dev.fasti.dav.Names;
import dev.fasti.dav.property.HrefProperty;
import dev.fasti.dav.property.LiveProperty;
import dev.fasti.dav.property.PropertyContext;
import dev.fasti.dav.property.Scope;
import java.util.List;

/** The live properties of users and groups (RFC 3744 section 4). */
public final class PrincipalProperties {
    private final Principals principals;

    public PrincipalProperties(Principals principals) {
        this.principals = principals;
    }

    public List<LiveProperty> all() {
        return List.of(
                new HrefProperty(
                        Names.dav("principal-URL"),
                        Scope.principals(),
                        (resource, context) -> List.of(resource.href(context.hrefs()))),
                new HrefProperty(Names.dav("alternate-URI-set"), Scope.principals(), (resource, context) -> List.of()),
                new HrefProperty(Names.dav("group-member-set"), Scope.principals(), this::members),
                new HrefProperty(Names.dav("group-membership"), Scope.principals(), this::groups));
    }

    /** Nobody is a member of a user. */
    private List<String> members(DavResource resource, PropertyContext context) {
        return resource instanceof GroupResource group
                ? principals.membersOf(group.group(), context.viewer()).stream()
                        .map(context.hrefs()::principal)
                        .toList()
                : List.of();
    }

    /** No group is in another. */
    private List<String> groups(DavResource resource, PropertyContext context) {
        return resource instanceof PrincipalResource user
                ? principals.groupsOf(user.principal(), context.viewer()).stream()
                        .map(group -> new GroupResource(group).href(context.hrefs()))
                        .toList()
                : List.of();
    }
}
