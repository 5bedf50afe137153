package dev.fasti.dav.property;

import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.dav.DavResource.MemberResource;
import dev.fasti.dav.DavResource.PrincipalResource;
import dev.fasti.store.CollectionKind;
import java.util.Set;
import java.util.function.Predicate;

/** The usual sets of resources that properties are defined on. */
public final class Scope {
    private Scope() {}

    /** The collections of some kinds. */
    public static Predicate<DavResource> collections(CollectionKind... kinds) {
        Set<CollectionKind> covered = Set.of(kinds);
        return resource -> resource instanceof CollectionResource collection && covered.contains(collection.kind());
    }

    /** The members of a kind's collections. */
    public static Predicate<DavResource> members(CollectionKind kind) {
        return resource ->
                resource instanceof MemberResource member && member.parent().kind() == kind;
    }

    public static Predicate<DavResource> principals() {
        return PrincipalResource.class::isInstance;
    }

    /** Principals and their homes, where clients look for the same things. */
    public static Predicate<DavResource> principalsAndHomes() {
        return resource -> resource instanceof PrincipalResource
                || (resource instanceof CollectionResource collection && collection.isHome());
    }
}
