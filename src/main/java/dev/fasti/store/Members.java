package dev.fasti.store;

import java.util.Optional;

/** The members of a snapshot, in the order of their names. */
public interface Members extends Iterable<Member> {
    int size();

    Optional<Member> named(String name);

    /** The member whose {@link Facts#uid} this is; the first by name where copies made by hand share it. */
    Optional<Member> withUid(String uid);
}
