package dev.fasti.dav;

import dev.fasti.acl.Group;
import dev.fasti.store.Collection;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.Content;
import dev.fasti.store.Member;
import dev.fasti.store.Snapshot;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.path.Principal;
import org.jspecify.annotations.Nullable;

/** What a URL names. The closed set of what this server has. */
public sealed interface DavResource {
    /** The resource's canonical href; with a trailing slash exactly if it is a collection. */
    String href(Hrefs hrefs);

    /** {@code /}: where discovery starts. */
    record Root() implements DavResource {
        @Override
        public String href(Hrefs hrefs) {
            return hrefs.root();
        }
    }

    /** {@code /principals/}: the principal collection (RFC 3744 section 5.8). */
    record PrincipalFolder() implements DavResource {
        @Override
        public String href(Hrefs hrefs) {
            return hrefs.principals();
        }
    }

    /** {@code /principals/NAME/}: somebody (RFC 3744 section 2). */
    record PrincipalResource(Principal principal) implements DavResource {
        @Override
        public String href(Hrefs hrefs) {
            return hrefs.principal(principal);
        }
    }

    /** {@code /principals/group:NAME/}: several principals under one name (RFC 3744 section 2). */
    record GroupResource(Group group) implements DavResource {
        /** In front of a group's name; no login holds a colon. */
        private static final String MARK = "group:";

        /** Whether a name in the folder of principals is that of a group. */
        public static boolean isName(String name) {
            return name.startsWith(MARK);
        }

        /**
         * The group of such a name.
         *
         * @throws dev.fasti.store.condition.StoreException.NameRefused if no group can be called that
         */
        public static Group group(String name) {
            return new Group(name.substring(MARK.length()));
        }

        @Override
        public String href(Hrefs hrefs) {
            return hrefs.principals() + Hrefs.encode(MARK + group.name()) + "/";
        }
    }

    /**
     * A collection, a home included.
     *
     * @param collection to write to
     * @param snapshot what this request sees of it
     * @param place where it was found, and what its hrefs say; elsewhere than its own path, which privileges are of and
     *     writes go to, for a collection of somebody else in the viewer's home
     */
    record CollectionResource(Collection collection, Snapshot snapshot, CollectionPath place) implements DavResource {
        /** A collection at its own path. */
        public CollectionResource(Collection collection, Snapshot snapshot) {
            this(collection, snapshot, collection.path());
        }

        /** Whether this is somebody else's collection in the viewer's home. */
        public boolean isMounted() {
            return !place.equals(collection.path());
        }

        /** Where the viewer finds a path: what lies in this collection, at its place here; all else where it is. */
        public CollectionPath seen(CollectionPath real) {
            if (!isMounted() || !real.isWithin(collection.path())) {
                return real;
            }
            CollectionPath seen = place;
            int depth = collection.path().segments().size();
            for (String name : real.segments().subList(depth, real.segments().size())) {
                seen = seen.child(name);
            }
            return seen;
        }

        public CollectionKind kind() {
            return snapshot.kind();
        }

        public boolean isHome() {
            return place.isHome();
        }

        @Override
        public String href(Hrefs hrefs) {
            return hrefs.collection(place);
        }
    }

    /**
     * A member of a collection.
     *
     * @param parent the collection
     * @param member what this request sees of it
     * @param octets the member's content where it has been read, and then exactly the content that the tag is of
     */
    record MemberResource(CollectionResource parent, Member member, byte @Nullable [] octets) implements DavResource {
        public static MemberResource of(CollectionResource parent, Member member) {
            return new MemberResource(parent, member, null);
        }

        public static MemberResource of(CollectionResource parent, Content content) {
            return new MemberResource(parent, content.member(), content.octets());
        }

        /** Where it is, in the tree that it shares with collections. */
        public CollectionPath path() {
            return parent.collection().path().child(member.name());
        }

        @Override
        public String href(Hrefs hrefs) {
            return parent.href(hrefs) + Hrefs.encode(member.name());
        }
    }
}
