package dev.fasti.acl;

import dev.fasti.store.path.Principal;

/** Whom an entry of an access control list is about: {@code DAV:principal} (RFC 3744 section 5.5.1). */
public sealed interface Grantee {
    /**
     * Whether the entry is about this viewer.
     *
     * @param owner of the resource that the list is of
     */
    boolean covers(Viewer viewer, Principal owner, Directory directory);

    /** One user. */
    record User(Principal principal) implements Grantee {
        @Override
        public boolean covers(Viewer viewer, Principal owner, Directory directory) {
            return viewer.is(principal);
        }
    }

    /** The members of a group, whoever they are at that moment. */
    record Members(Group group) implements Grantee {
        @Override
        public boolean covers(Viewer viewer, Principal owner, Directory directory) {
            return viewer.principal()
                    .map(directory::groupsOf)
                    .filter(groups -> groups.contains(group))
                    .isPresent();
        }
    }

    /** {@code DAV:property} with {@code DAV:owner}: whose home the resource is in. */
    record Owner() implements Grantee {
        @Override
        public boolean covers(Viewer viewer, Principal owner, Directory directory) {
            return viewer.is(owner);
        }
    }

    /** {@code DAV:authenticated}: whoever has logged in. */
    record Authenticated() implements Grantee {
        @Override
        public boolean covers(Viewer viewer, Principal owner, Directory directory) {
            return viewer.principal().isPresent();
        }
    }

    /** {@code DAV:unauthenticated}: whoever has not logged in. */
    record Unauthenticated() implements Grantee {
        @Override
        public boolean covers(Viewer viewer, Principal owner, Directory directory) {
            return viewer.principal().isEmpty();
        }
    }

    /** {@code DAV:all}: everybody, logged in or not. */
    record Everybody() implements Grantee {
        @Override
        public boolean covers(Viewer viewer, Principal owner, Directory directory) {
            return true;
        }
    }
}
