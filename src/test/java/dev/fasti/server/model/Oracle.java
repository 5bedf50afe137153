package dev.fasti.server.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the server has to be like, in memory and as simply as can be: calendars of one home, shared with others by lists,
 * and locks. Written from the standards, not from the server.
 *
 * <p>Each operation says which statuses are right. Where two refusals are due and no standard says which comes first,
 * both are. What the server did is then done here as well, if it was no refusal.
 */
final class Oracle {
    static final int OWNER = 0;

    /** A write lock; of a member, or of a collection and, if deep, all in it. */
    record Lock(String token, int creator, int collection, Optional<String> member, boolean isDeep) {}

    final Map<Integer, Calendar> calendars = new HashMap<>();
    final List<Lock> locks = new ArrayList<>();

    Calendar.Level level(int user, int collection) {
        Calendar calendar = calendars.get(collection);
        if (user == OWNER) {
            return Calendar.Level.WRITE;
        }
        return calendar == null ? Calendar.Level.NONE : calendar.levels[user];
    }

    private boolean isThere(int collection) {
        return calendars.containsKey(collection);
    }

    Optional<Calendar.Item> item(int collection, String name) {
        return Optional.ofNullable(calendars.get(collection)).map(calendar -> calendar.items.get(name));
    }

    /** GET. */
    Set<Integer> get(int user, int collection, String name) {
        if (level(user, collection) == Calendar.Level.NONE) {
            return Set.of(403);
        }
        return Set.of(item(collection, name).isPresent() ? 200 : 404);
    }

    /** PROPFIND, or a report, of a collection. */
    Set<Integer> look(int user, int collection) {
        if (level(user, collection) == Calendar.Level.NONE) {
            return Set.of(403);
        }
        return Set.of(isThere(collection) ? 207 : 404);
    }

    /** PUT. */
    Set<Integer> put(
            int user, int collection, String name, Calendar.Item item, boolean conditionHolds, Set<String> tokens) {
        if (level(user, collection) != Calendar.Level.WRITE) {
            return Set.of(403);
        }
        if (!isThere(collection)) {
            return Set.of(409);
        }
        Optional<Calendar.Item> old = item(collection, name);
        Set<Integer> refusals = new HashSet<>();
        if (!conditionHolds) {
            refusals.add(412);
        }
        boolean isFree =
                old.isPresent() ? mayChange(user, collection, name, tokens) : mayMap(user, collection, name, tokens);
        if (!isFree) {
            refusals.add(423);
        }
        if (conflicts(collection, name, item.uid())) {
            refusals.add(403);
        }
        return refusals.isEmpty() ? Set.of(old.isPresent() ? 204 : 201) : refusals;
    }

    /** DELETE of a member. */
    Set<Integer> delete(int user, int collection, String name, boolean conditionHolds, Set<String> tokens) {
        Set<Integer> seen = get(user, collection, name);
        if (!seen.equals(Set.of(200))) {
            return seen;
        }
        if (level(user, collection) != Calendar.Level.WRITE) {
            return Set.of(403);
        }
        Set<Integer> refusals = new HashSet<>();
        if (!conditionHolds) {
            refusals.add(412);
        }
        if (!mayMap(user, collection, name, tokens)) {
            refusals.add(423);
        }
        return refusals.isEmpty() ? Set.of(204) : refusals;
    }

    /** COPY or MOVE of a member. */
    Set<Integer> transfer(
            int user,
            int from,
            String name,
            int to,
            String other,
            boolean isMove,
            boolean overwrites,
            Set<String> tokens) {
        Set<Integer> seen = get(user, from, name);
        if (!seen.equals(Set.of(200))) {
            return seen;
        }
        if (from == to && name.equals(other)) {
            return Set.of(403);
        }
        if (level(user, to) != Calendar.Level.WRITE || (isMove && level(user, from) != Calendar.Level.WRITE)) {
            return isThere(to) && !overwrites && item(to, other).isPresent() && level(user, to) != Calendar.Level.NONE
                    ? Set.of(403, 412)
                    : Set.of(403);
        }
        if (!isThere(to)) {
            return isMove && !mayMap(user, from, name, tokens) ? Set.of(409, 423) : Set.of(409);
        }
        Set<Integer> refusals = new HashSet<>();
        boolean isThere = item(to, other).isPresent();
        if (isThere && !overwrites) {
            refusals.add(412);
        }
        if (!mayMap(user, to, other, tokens)) {
            refusals.add(423);
        }
        if (isMove && !mayMap(user, from, name, tokens)) {
            refusals.add(423);
        }
        String uid = item(from, name).orElseThrow().uid();
        boolean leaves = isMove && from == to;
        boolean isTaken = calendars.get(to).items.entrySet().stream()
                .anyMatch(entry -> entry.getValue().uid().equals(uid)
                        && !entry.getKey().equals(other)
                        && !(leaves && entry.getKey().equals(name)));
        boolean isOther = item(to, other).filter(old -> !old.uid().equals(uid)).isPresent();
        if (isTaken || isOther) {
            refusals.add(403);
        }
        return refusals.isEmpty() ? Set.of(isThere ? 204 : 201) : refusals;
    }

    /** PROPPATCH of a collection. */
    Set<Integer> patch(int user, int collection, Set<String> tokens) {
        Set<Integer> seen = look(user, collection);
        if (!seen.equals(Set.of(207))) {
            return seen;
        }
        if (level(user, collection) != Calendar.Level.WRITE) {
            return Set.of(403);
        }
        return Set.of(mayChangeCollection(user, collection, tokens) ? 207 : 423);
    }

    /** ACL, which its owner alone may use. */
    Set<Integer> share(int user, int collection, Set<String> tokens) {
        Set<Integer> seen = look(user, collection);
        if (!seen.equals(Set.of(207))) {
            return seen;
        }
        if (user != OWNER) {
            return Set.of(403);
        }
        return Set.of(mayChangeCollection(user, collection, tokens) ? 200 : 423);
    }

    /** MKCALENDAR. */
    Set<Integer> make(int user, int collection) {
        if (level(user, collection) == Calendar.Level.NONE) {
            return Set.of(403);
        }
        return Set.of(isThere(collection) ? 409 : 201);
    }

    /** DELETE of a collection. */
    Set<Integer> remove(int user, int collection, Set<String> tokens) {
        Set<Integer> seen = look(user, collection);
        if (!seen.equals(Set.of(207))) {
            return seen;
        }
        if (user != OWNER) {
            return Set.of(403);
        }
        return isWholeFree(user, collection, tokens) ? Set.of(204) : Set.of(423, 207);
    }

    /** COPY or MOVE of a collection. */
    Set<Integer> transferAll(int user, int from, int to, boolean isMove, boolean overwrites, Set<String> tokens) {
        Set<Integer> seen = look(user, from);
        if (!seen.equals(Set.of(207))) {
            return seen;
        }
        if (user != OWNER || from == to) {
            return Set.of(403);
        }
        Set<Integer> refusals = new HashSet<>();
        if (isThere(to) && !overwrites) {
            refusals.add(412);
        }
        if (!isWholeFree(user, to, tokens) || (isMove && !isWholeFree(user, from, tokens))) {
            refusals.addAll(Set.of(423, 207));
        }
        return refusals.isEmpty() ? Set.of(isThere(to) ? 204 : 201) : refusals;
    }

    /** LOCK, exclusive. */
    Set<Integer> lock(int user, int collection, Optional<String> member, boolean isDeep) {
        Set<Integer> seen = member.isPresent() ? get(user, collection, member.get()) : look(user, collection);
        if (seen.equals(Set.of(404)) && member.isPresent() && isThere(collection)) {
            return Set.of(403);
        }
        if (seen.equals(Set.of(404))) {
            // In a calendar that is not there, and as a member of a home.
            return Set.of(member.isPresent() ? 409 : 403);
        }
        if (seen.contains(403) || level(user, collection) != Calendar.Level.WRITE) {
            return Set.of(403);
        }
        boolean isTaken = locks.stream()
                .filter(lock -> lock.collection() == collection)
                .anyMatch(lock -> member.isPresent()
                        ? lock.member().map(member.get()::equals).orElse(lock.isDeep())
                        : lock.member().isEmpty() || isDeep);
        return isTaken ? Set.of(423, 207) : Set.of(200);
    }

    /** The locks that go where a collection goes. */
    void unlockAll(int collection) {
        locks.removeIf(lock -> lock.collection() == collection);
    }

    void unlock(int collection, String name) {
        locks.removeIf(lock -> lock.collection() == collection && lock.member().equals(Optional.of(name)));
    }

    /** Whether all locks that hold a member's content are submitted (RFC 4918 section 7). */
    private boolean mayChange(int user, int collection, String name, Set<String> tokens) {
        return locks.stream()
                .filter(lock -> lock.collection() == collection)
                .filter(lock -> lock.member().map(name::equals).orElse(lock.isDeep()))
                .allMatch(lock -> isSubmitted(lock, user, tokens));
    }

    /** As {@link #mayChange}, and that names may come and go (section 7.4). */
    private boolean mayMap(int user, int collection, String name, Set<String> tokens) {
        return locks.stream()
                .filter(lock -> lock.collection() == collection)
                .filter(lock -> lock.member().map(name::equals).orElse(true))
                .allMatch(lock -> isSubmitted(lock, user, tokens));
    }

    private boolean mayChangeCollection(int user, int collection, Set<String> tokens) {
        return locks.stream()
                .filter(lock -> lock.collection() == collection && lock.member().isEmpty())
                .allMatch(lock -> isSubmitted(lock, user, tokens));
    }

    private boolean isWholeFree(int user, int collection, Set<String> tokens) {
        return locks.stream()
                .filter(lock -> lock.collection() == collection)
                .allMatch(lock -> isSubmitted(lock, user, tokens));
    }

    private static boolean isSubmitted(Lock lock, int user, Set<String> tokens) {
        return lock.creator() == user && tokens.contains(lock.token());
    }

    private boolean conflicts(int collection, String name, String uid) {
        return calendars.get(collection).items.entrySet().stream()
                .anyMatch(entry ->
                        entry.getKey().equals(name) != entry.getValue().uid().equals(uid));
    }
}
