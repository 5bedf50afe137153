package dev.fasti.acl;

import dev.fasti.store.path.Principal;
import java.util.Optional;
import java.util.Set;

/** Who there is: users and groups. Every answer is of the moment it is asked for. Safe for any number of threads. */
public interface Directory {
    /** The users that are known, by name: those who can log in, and those who have a home. */
    Set<Principal> users();

    /** Whether {@link #users} has this one, at less cost. */
    boolean isUser(Principal who);

    Set<Group> groups();

    /** The groups that somebody is in; asked for on each request, and so cheap. */
    Set<Group> groupsOf(Principal who);

    /** The members of a group; empty if there is no such group. */
    Optional<Set<Principal>> membersOf(Group group);

    /** What another source of accounts calls somebody; empty if it says nothing. */
    default Optional<String> nameOf(Principal who) {
        return Optional.empty();
    }
}
