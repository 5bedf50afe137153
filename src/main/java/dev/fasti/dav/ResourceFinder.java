package dev.fasti.dav;

import dev.fasti.acl.AccessPolicy;
import dev.fasti.acl.Privilege;
import dev.fasti.acl.Rights;
import dev.fasti.acl.Viewer;
import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.dav.DavResource.MemberResource;
import dev.fasti.dav.DavResource.PrincipalFolder;
import dev.fasti.dav.DavResource.PrincipalResource;
import dev.fasti.dav.DavResource.Root;
import dev.fasti.dav.principal.Principals;
import dev.fasti.dav.share.Mounts;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.CollectionStore;
import dev.fasti.store.Snapshot;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.path.CollectionPath;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Maps the segments of a path onto resources, and says what a viewer may do with them.
 *
 * <p>What lies in a home that the viewer has no privilege on is refused before it is looked up, so that the answer
 * does not tell whether it exists (RFC 3744 section 7.1.1).
 */
public final class ResourceFinder {
    /** Everybody who is logged in may read what leads to his own things. */
    private static final Set<Privilege> SIGNPOST = with(Rights.READING, Privilege.READ_ACL);

    /** Everybody may say what he is called. */
    private static final Set<Privilege> OWN_NAME = with(SIGNPOST, Privilege.WRITE_PROPERTIES);

    /** Who has no more than these may not know what is in a collection (RFC 4791 section 6.1.1). */
    private static final Set<Privilege> TELLING_NO_NAMES = Collections.unmodifiableSet(
            EnumSet.of(Privilege.READ_FREE_BUSY, Privilege.READ_CURRENT_USER_PRIVILEGE_SET));

    private static final String PRINCIPALS = "principals";

    private final CollectionStore store;
    private final AccessPolicy policy;
    private final Mounts mounts;
    private final Principals principals;

    /**
     * @param mounts the collections of others in somebody's home
     * @param principals who there is
     */
    public ResourceFinder(CollectionStore store, AccessPolicy policy, Mounts mounts, Principals principals) {
        this.store = store;
        this.policy = policy;
        this.mounts = mounts;
        this.principals = principals;
    }

    /** Who there is. */
    public Principals principals() {
        return principals;
    }

    /** The collections of others in somebody's home. */
    public Mounts mounts() {
        return mounts;
    }

    /**
     * Finds a resource that the viewer may know of.
     *
     * @param target decoded segments
     * @return empty if there is none
     * @throws DavException.NeedPrivilege if it lies where the viewer may not look
     */
    public Optional<DavResource> find(List<String> target, DavExchange exchange) {
        Viewer viewer = exchange.viewer();
        if (target.isEmpty()) {
            return Optional.of(new Root());
        }
        if (target.get(0).equals(PRINCIPALS)) {
            return principal(target, viewer, exchange.hrefs());
        }
        Optional<CollectionPath> path = path(target);
        if (path.isEmpty()) {
            return Optional.empty();
        }
        Optional<CollectionResource> mount = mounts.around(path.get(), viewer);
        if (mount.isPresent()) {
            return mount.get().place().equals(path.get()) ? mount.map(found -> found) : member(mount, path.get());
        }
        Set<Privilege> privileges = privileges(path.get(), viewer);
        boolean tellsNoNames = TELLING_NO_NAMES.containsAll(privileges);
        if (privileges.isEmpty() || (tellsNoNames && collection(path.get()).isEmpty())) {
            throw hidden(exchange, path.get());
        }
        return at(path.get());
    }

    /**
     * The refusal of a place where the viewer may not look. Whether a collection is there or a member is not told: the
     * href ends as the one that the client sent.
     */
    public static DavException hidden(DavExchange exchange, CollectionPath place) {
        boolean isSlashed = place.segments().equals(exchange.target())
                ? exchange.isSlashed()
                : exchange.header("Destination").orElse("").strip().endsWith("/");
        Hrefs hrefs = exchange.hrefs();
        return new DavException.NeedPrivilege(
                isSlashed ? hrefs.collection(place) : hrefs.member(place), Privilege.READ);
    }

    /** What is at a path, whoever asks. */
    public Optional<DavResource> at(CollectionPath path) {
        Optional<CollectionResource> holder = holder(path);
        if (holder.isPresent()) {
            return member(holder, path);
        }
        Optional<DavResource> collection = collection(path).map(found -> found);
        return collection.isPresent() ? collection : member(path.parent().flatMap(this::collection), path);
    }

    /** The collection around a path, if no collection can be at that path (RFC 4791 section 4.2): a calendar, say. */
    private Optional<CollectionResource> holder(CollectionPath path) {
        return path.parent()
                .filter(parent -> store.lastSeen(parent)
                        .filter(ResourceFinder::holdsNoCollections)
                        .isPresent())
                .flatMap(this::collection)
                .filter(parent -> holdsNoCollections(parent.snapshot()));
    }

    private static boolean holdsNoCollections(Snapshot collection) {
        return collection.kind() != CollectionKind.PLAIN;
    }

    /** Decides what a viewer may do. */
    public AccessPolicy policy() {
        return policy;
    }

    /** Whether somebody who has not logged in may know of what a path names, or could name. */
    public boolean isOpenToAnybody(List<String> target) {
        return path(target)
                .filter(path -> !privileges(path, new Viewer.Anonymous()).isEmpty())
                .isPresent();
    }

    /** The path that these segments name as a collection; empty if one of them can name nothing. */
    public static Optional<CollectionPath> path(List<String> target) {
        try {
            return target.isEmpty() || target.get(0).equals(PRINCIPALS)
                    ? Optional.empty()
                    : Optional.of(new CollectionPath(target));
        } catch (StoreException.NameRefused e) {
            return Optional.empty();
        }
    }

    public Optional<CollectionResource> collection(CollectionPath path) {
        return store.find(path).flatMap(ResourceFinder::see);
    }

    /** The collection at this path, which for the viewer may be somebody else's that appears there. */
    public Optional<CollectionResource> collection(CollectionPath path, Viewer viewer) {
        return mounts.around(path, viewer)
                .filter(mount -> mount.place().equals(path))
                .or(() -> collection(path));
    }

    /** The names of the collections directly inside; those of others that appear there are not among them. */
    public List<String> children(CollectionPath path) {
        return store.children(path);
    }

    /** What the viewer may do with a resource; aggregates are expanded. */
    public Set<Privilege> privileges(DavResource resource, Viewer viewer) {
        if (resource instanceof CollectionResource collection) {
            Set<Privilege> privileges = privileges(collection.collection().path(), viewer);
            // Whoever sees somebody else's collection in the own home may say what it looks like there.
            return collection.isMounted()
                    ? viewer.limit(collection.collection().path(), with(privileges, Privilege.WRITE_PROPERTIES))
                    : privileges;
        }
        if (resource instanceof MemberResource member) {
            return privileges(member.parent().collection().path(), viewer);
        }
        return viewer.limit(
                resource instanceof PrincipalResource user && viewer.is(user.principal()) ? OWN_NAME : SIGNPOST);
    }

    /** What the viewer may do at a path, whether there is a collection or not. */
    public Set<Privilege> privileges(CollectionPath path, Viewer viewer) {
        return policy.privileges(viewer, path);
    }

    private static Set<Privilege> with(Set<Privilege> privileges, Privilege another) {
        Set<Privilege> more = EnumSet.of(another);
        more.addAll(privileges);
        return Collections.unmodifiableSet(more);
    }

    private Optional<DavResource> principal(List<String> target, Viewer viewer, Hrefs hrefs) {
        if (target.size() == 1) {
            return Optional.of(new PrincipalFolder());
        }
        Optional<DavResource> found = target.size() == 2 ? principals.named(target.get(1), viewer) : Optional.empty();
        if (found.isEmpty() && target.size() == 2 && !principals.areOpenTo(viewer)) {
            throw new DavException.NeedPrivilege(
                    hrefs.principals() + Hrefs.encode(target.get(1)) + "/", Privilege.READ);
        }
        return found;
    }

    private static Optional<DavResource> member(Optional<CollectionResource> parent, CollectionPath path) {
        return parent.filter(found -> path.parent().equals(Optional.of(found.place())))
                .flatMap(found ->
                        found.snapshot().members().named(path.name()).map(member -> MemberResource.of(found, member)));
    }

    private static Optional<CollectionResource> see(dev.fasti.store.Collection collection) {
        try {
            return Optional.of(new CollectionResource(collection, collection.lastSeen()));
        } catch (StoreException.NotFound e) {
            return Optional.empty();
        }
    }
}
