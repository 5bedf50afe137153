package dev.fasti.dav.property;

import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.dav.DavResource.GroupResource;
import dev.fasti.dav.DavResource.MemberResource;
import dev.fasti.dav.DavResource.PrincipalResource;
import dev.fasti.store.CollectionKind;
import java.util.Set;

/** The resources that a property is defined on. */
@FunctionalInterface
public interface Scope {
    boolean covers(DavResource resource);

    static Scope everything() {
        return resource -> true;
    }

    /** All members, whatever holds them. */
    static Scope members() {
        return MemberResource.class::isInstance;
    }

    /** The collections of some kinds. */
    static Scope collections(CollectionKind... kinds) {
        Set<CollectionKind> covered = Set.of(kinds);
        return resource -> resource instanceof CollectionResource collection && covered.contains(collection.kind());
    }

    /** The members of a kind's collections. */
    static Scope members(CollectionKind kind) {
        return resource ->
                resource instanceof MemberResource member && member.parent().kind() == kind;
    }

    /** Users and groups. */
    static Scope principals() {
        return resource -> resource instanceof PrincipalResource || resource instanceof GroupResource;
    }

    static Scope users() {
        return PrincipalResource.class::isInstance;
    }

    /** Users and their homes, where clients look for the same things. */
    static Scope principalsAndHomes() {
        return resource -> resource instanceof PrincipalResource
                || (resource instanceof CollectionResource collection && collection.isHome());
    }
}
