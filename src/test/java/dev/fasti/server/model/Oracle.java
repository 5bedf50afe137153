package dev.fasti.server.model;

import dev.fasti.server.model.Shelf.Item;
import dev.fasti.server.model.Shelf.Level;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the server has to be like, in memory and as simply as can be: calendars and an address book of one home that has a
 * quota, shared with others and with groups by lists, and locks. Written from the standards, not from the server.
 *
 * <p>Each operation says which statuses are right. Where two refusals are due and no standard says which comes first,
 * both are. What the server did is then done here as well, if it was no refusal.
 */
final class Oracle {
    static final int OWNER = 0;
    /** Octets that all items of the home may have together (RFC 4331). */
    static final int QUOTA = 3000;

    final Map<Integer, Shelf> shelves = new HashMap<>();
    final LockBook locks = new LockBook();
    /** The users in each group. */
    final Map<Grantee, Set<Integer>> members = new EnumMap<>(Grantee.class);

    Oracle() {
        members.put(Grantee.FAMILY, new TreeSet<>(Set.of(2)));
        members.put(Grantee.TEAM, new TreeSet<>(Set.of(1, 2)));
    }

    /** The most that the list grants to the user or to a group that he is in. */
    Level level(int user, int collection) {
        Shelf shelf = shelves.get(collection);
        if (user == OWNER) {
            return Level.WRITE;
        }
        Level most = Level.NONE;
        for (Map.Entry<Grantee, Level> grant :
                shelf == null ? Map.<Grantee, Level>of().entrySet() : shelf.grants.entrySet()) {
            boolean isMeant = grant.getKey().is(user)
                    || (grant.getKey().isGroup() && members.get(grant.getKey()).contains(user));
            if (isMeant && grant.getValue().compareTo(most) > 0) {
                most = grant.getValue();
            }
        }
        return most;
    }

    private boolean isThere(int collection) {
        return shelves.containsKey(collection);
    }

    Optional<Item> item(int collection, String name) {
        return Optional.ofNullable(shelves.get(collection)).map(shelf -> shelf.items.get(name));
    }

    /** Octets of all items. */
    int used() {
        return shelves.values().stream().mapToInt(Shelf::size).sum();
    }

    private int size(int collection, String name) {
        return item(collection, name).map(item -> item.octets().length()).orElse(0);
    }

    private int size(int collection) {
        return isThere(collection) ? shelves.get(collection).size() : 0;
    }

    private void requireRoom(int more, Set<Integer> refusals) {
        if (used() + more > QUOTA) {
            refusals.add(507);
        }
    }

    /** GET. */
    Set<Integer> get(int user, int collection, String name) {
        if (level(user, collection) == Level.NONE) {
            return Set.of(403);
        }
        return Set.of(item(collection, name).isPresent() ? 200 : 404);
    }

    /** PROPFIND, or a report, of a collection. */
    Set<Integer> look(int user, int collection) {
        if (level(user, collection) == Level.NONE) {
            return Set.of(403);
        }
        return Set.of(isThere(collection) ? 207 : 404);
    }

    /** PUT. */
    Set<Integer> put(int user, int collection, String name, Item item, boolean conditionHolds, Set<String> tokens) {
        if (level(user, collection) != Level.WRITE) {
            return Set.of(403);
        }
        if (!isThere(collection)) {
            return Set.of(409);
        }
        Optional<Item> old = item(collection, name);
        Set<Integer> refusals = new HashSet<>();
        if (!conditionHolds) {
            refusals.add(412);
        }
        boolean isFree = old.isPresent()
                ? locks.mayChange(user, collection, name, tokens)
                : locks.mayMap(user, collection, name, tokens);
        if (!isFree) {
            refusals.add(423);
        }
        Shelf shelf = shelves.get(collection);
        if (shelf.kind != item.kind() || shelf.conflicts(name, item.uid())) {
            refusals.add(403);
        }
        requireRoom(item.octets().length() - size(collection, name), refusals);
        return refusals.isEmpty() ? Set.of(old.isPresent() ? 204 : 201) : refusals;
    }

    /** DELETE of a member. */
    Set<Integer> delete(int user, int collection, String name, boolean conditionHolds, Set<String> tokens) {
        Set<Integer> seen = get(user, collection, name);
        if (!seen.equals(Set.of(200))) {
            return seen;
        }
        if (level(user, collection) != Level.WRITE) {
            return Set.of(403);
        }
        Set<Integer> refusals = new HashSet<>();
        if (!conditionHolds) {
            refusals.add(412);
        }
        if (!locks.mayMap(user, collection, name, tokens)) {
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
        if (level(user, to) != Level.WRITE || (isMove && level(user, from) != Level.WRITE)) {
            return isThere(to) && !overwrites && item(to, other).isPresent() && level(user, to) != Level.NONE
                    ? Set.of(403, 412)
                    : Set.of(403);
        }
        if (!isThere(to)) {
            return isMove && !locks.mayMap(user, from, name, tokens) ? Set.of(409, 423) : Set.of(409);
        }
        Set<Integer> refusals = new HashSet<>();
        boolean isThere = item(to, other).isPresent();
        if (isThere && !overwrites) {
            refusals.add(412);
        }
        if (!locks.mayMap(user, to, other, tokens) || (isMove && !locks.mayMap(user, from, name, tokens))) {
            refusals.add(423);
        }
        Item item = item(from, name).orElseThrow();
        boolean leaves = isMove && from == to;
        boolean isTaken = shelves.get(to).items.entrySet().stream()
                .anyMatch(entry -> entry.getValue().uid().equals(item.uid())
                        && !entry.getKey().equals(other)
                        && !(leaves && entry.getKey().equals(name)));
        boolean isOther =
                item(to, other).filter(old -> !old.uid().equals(item.uid())).isPresent();
        if (isTaken || isOther || shelves.get(to).kind != item.kind()) {
            refusals.add(403);
        }
        requireRoom((isMove ? 0 : item.octets().length()) - size(to, other), refusals);
        return refusals.isEmpty() ? Set.of(isThere ? 204 : 201) : refusals;
    }

    /** PROPPATCH of a collection. */
    Set<Integer> patch(int user, int collection, Set<String> tokens) {
        Set<Integer> seen = look(user, collection);
        if (!seen.equals(Set.of(207))) {
            return seen;
        }
        if (level(user, collection) != Level.WRITE) {
            return Set.of(403);
        }
        return Set.of(locks.mayChange(user, collection, tokens) ? 207 : 423);
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
        return Set.of(locks.mayChange(user, collection, tokens) ? 200 : 423);
    }

    /** MKCALENDAR, or MKCOL of an address book, which is refused otherwise where something is (RFC 4918 section 9.3.1). */
    Set<Integer> make(int user, int collection, Shelf.Kind kind) {
        if (level(user, collection) == Level.NONE) {
            return Set.of(403);
        }
        if (isThere(collection)) {
            return Set.of(kind == Shelf.Kind.CALENDAR ? 409 : 405);
        }
        return Set.of(201);
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
        requireRoom((isMove ? 0 : size(from)) - size(to), refusals);
        return refusals.isEmpty() ? Set.of(isThere(to) ? 204 : 201) : refusals;
    }

    private boolean isWholeFree(int user, int collection, Set<String> tokens) {
        Set<String> names = isThere(collection) ? shelves.get(collection).items.keySet() : Set.of();
        return locks.mayChangeAll(user, collection, names, tokens);
    }

    /** LOCK. */
    Set<Integer> lock(LockBook.Lock wanted) {
        int collection = wanted.collection();
        Set<Integer> seen = wanted.member().isPresent()
                ? get(wanted.creator(), collection, wanted.member().get())
                : look(wanted.creator(), collection);
        if (seen.equals(Set.of(404)) && wanted.member().isPresent() && isThere(collection)) {
            return Set.of(403);
        }
        if (seen.equals(Set.of(404))) {
            // In a collection that is not there, and as a member of a home.
            return Set.of(wanted.member().isPresent() ? 409 : 403);
        }
        if (seen.contains(403) || level(wanted.creator(), collection) != Level.WRITE) {
            return Set.of(403);
        }
        return locks.isTaken(wanted) ? Set.of(423, 207) : Set.of(200);
    }
}
