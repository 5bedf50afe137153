package dev.fasti.server.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The locks of the model, and who may write in spite of them (RFC 4918 sections 6 and 7). */
final class LockBook {
    /** A write lock; of a member, or of a collection and, if deep, all in it. */
    record Lock(String token, int creator, int collection, Optional<String> member, boolean isDeep, boolean isShared) {}

    private final List<Lock> locks = new ArrayList<>();

    List<Lock> all() {
        return locks;
    }

    Stream<Lock> in(int collection) {
        return locks.stream().filter(lock -> lock.collection() == collection);
    }

    /** On a collection itself. */
    private List<Lock> on(int collection) {
        return in(collection).filter(lock -> lock.member().isEmpty()).toList();
    }

    /** On a member, directly or from above. */
    private List<Lock> on(int collection, String name) {
        return in(collection)
                .filter(lock -> lock.member().map(name::equals).orElse(lock.isDeep()))
                .toList();
    }

    /** Whether a new lock meets one that it cannot be beside. */
    boolean isTaken(Lock wanted) {
        List<Lock> met = wanted.member()
                .map(name -> on(wanted.collection(), name))
                .orElseGet(() -> wanted.isDeep() ? in(wanted.collection()).toList() : on(wanted.collection()));
        return met.stream().anyMatch(lock -> !lock.isShared() || !wanted.isShared());
    }

    /** Whether a user who submits these tokens may change a member's content. */
    boolean mayChange(int user, int collection, String name, Set<String> tokens) {
        return isFree(on(collection, name), user, tokens);
    }

    /** As {@link #mayChange}, and that the name may come or go (section 7.4). */
    boolean mayMap(int user, int collection, String name, Set<String> tokens) {
        return mayChange(user, collection, name, tokens) && mayChange(user, collection, tokens);
    }

    /** Whether a collection's own state may be changed. */
    boolean mayChange(int user, int collection, Set<String> tokens) {
        return isFree(on(collection), user, tokens);
    }

    /** Whether a collection and all in it may be changed. */
    boolean mayChangeAll(int user, int collection, Set<String> members, Set<String> tokens) {
        return mayChange(user, collection, tokens)
                && members.stream().allMatch(name -> mayChange(user, collection, name, tokens));
    }

    /** One of those that are there is enough, if it is the user's own (sections 6.2 and 6.4). */
    private static boolean isFree(List<Lock> there, int user, Set<String> tokens) {
        return there.isEmpty()
                || there.stream().anyMatch(lock -> lock.creator() == user && tokens.contains(lock.token()));
    }

    /** The locks that go where a collection goes. */
    void dropAll(int collection) {
        locks.removeIf(lock -> lock.collection() == collection);
    }

    void drop(int collection, String name) {
        locks.removeIf(lock -> lock.collection() == collection && lock.member().equals(Optional.of(name)));
    }
}
