package dev.fasti.cli.history;

import dev.fasti.cli.history.Undo.Extent;
import dev.fasti.store.Author;
import dev.fasti.store.CollectionStore;
import dev.fasti.store.CollectionStore.Overwrite;
import dev.fasti.store.CollectionStore.Transfer;
import dev.fasti.store.file.StorePast;
import dev.fasti.store.file.StorePast.Trashed;
import dev.fasti.store.file.past.Life;
import dev.fasti.store.path.CollectionPath;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Puts whole collections where they were at a moment: those that were deleted since come back, those that were moved go
 * back, and those that were not there go to the trash, from which they can be brought back.
 *
 * <p>Only what the journals tell is moved or taken away. Homes stay where they are.
 */
final class Rearrangement {
    private final StorePast past;
    private final CollectionStore store;
    private final Author author;
    private final Extent extent;
    private final Account account;

    Rearrangement(StorePast past, CollectionStore store, Author author, Extent extent, Account account) {
        this.past = past;
        this.store = store;
        this.author = author;
        this.extent = extent;
        this.account = account;
    }

    /** Where a collection is that belongs to another place. */
    private sealed interface Source {
        record Elsewhere(CollectionPath path) implements Source {}

        record InTrash(Trashed item) implements Source {}
    }

    /** @return where those still are that a rehearsal would have moved into the scope */
    List<CollectionPath> to(Scope scope, Instant at) throws IOException {
        SortedMap<CollectionPath, Source> wanted = new TreeMap<>();
        List<CollectionPath> later = new ArrayList<>();
        for (Map.Entry<CollectionPath, Life> each : past.lives().entrySet()) {
            CollectionPath now = each.getKey();
            Optional<CollectionPath> then = each.getValue().placeAt(at, now);
            if (now.isHome() || then.isPresent() && then.get().equals(now)) {
                continue;
            }
            if (then.isEmpty() && scope.holds(now) && !scope.names(now)) {
                later.add(now);
            } else if (then.isPresent() && isMeant(scope, now, then.get())) {
                wanted.putIfAbsent(then.get(), new Source.Elsewhere(now));
            }
        }
        trashed(scope, at, wanted);
        List<CollectionPath> unmoved = place(wanted, later);
        removeAll(later);
        return unmoved;
    }

    /** A collection that is named by the place where it is now, and was elsewhere, stays, unless another one belongs there. */
    private static boolean isMeant(Scope scope, CollectionPath now, CollectionPath then) {
        return scope.holds(then) || scope.holds(now) && !scope.names(now);
    }

    /** Of those that were at one place, the one that was deleted first after the moment was there then. */
    private void trashed(Scope scope, Instant at, Map<CollectionPath, Source> wanted) {
        past.trashed().stream()
                .filter(item -> item.until().isAfter(at))
                .sorted(Comparator.comparing(Trashed::until))
                .forEach(item -> {
                    Life life = past.life(item);
                    boolean isKnown = life.isToldAfter(at) || !item.created().isAfter(at);
                    Optional<CollectionPath> then = isKnown ? life.placeAt(at, item.path()) : Optional.empty();
                    then.filter(scope::holds).ifPresent(path -> wanted.putIfAbsent(path, new Source.InTrash(item)));
                });
    }

    private void removeAll(List<CollectionPath> later) throws IOException {
        List<CollectionPath> gone = new ArrayList<>();
        for (CollectionPath path : later) {
            if (extent == Extent.EXACT
                    && gone.stream().noneMatch(path::isWithin)
                    && account.perform(path, "to the trash, it was not there then", () -> store.delete(path))) {
                gone.add(path);
            }
        }
    }

    private List<CollectionPath> place(SortedMap<CollectionPath, Source> wanted, List<CollectionPath> later)
            throws IOException {
        List<CollectionPath> unmoved = new ArrayList<>();
        while (!wanted.isEmpty()) {
            CollectionPath to = wanted.firstKey();
            Source source = Objects.requireNonNull(wanted.remove(to));
            CollectionPath occupant = wanted.containsValue(new Source.Elsewhere(to)) ? makeWay(to, wanted) : to;
            boolean isPlaced = source instanceof Source.InTrash deleted
                    ? bringBack(deleted.item(), to, occupant)
                    : moveBack(((Source.Elsewhere) source).path(), to, occupant);
            if (isPlaced) {
                later.removeIf(path -> path.isWithin(to));
            }
            if (source instanceof Source.Elsewhere moved) {
                if (account.isRehearsal()) {
                    unmoved.add(moved.path());
                } else if (isPlaced) {
                    rebase(wanted, moved.path(), to);
                    later.replaceAll(path -> rebased(path, moved.path(), to));
                }
            }
        }
        return unmoved;
    }

    private boolean moveBack(CollectionPath from, CollectionPath to, CollectionPath occupant) throws IOException {
        boolean isThere = isOccupied(to, occupant);
        if (isThere && extent == Extent.KEEP_NEW) {
            account.impossible(to, "it is " + from + " by now, and another collection is in its place");
            return false;
        }
        return account.perform(
                to,
                "move back from " + from + (isThere ? ", what is there goes to the trash" : ""),
                () -> store.transfer(Transfer.MOVE, from, to, Overwrite.ALLOWED));
    }

    private boolean isOccupied(CollectionPath place, CollectionPath occupant) {
        return occupant.equals(place) && store.find(place).isPresent();
    }

    /** What is at a place that another one belongs to, and belongs elsewhere itself, waits beside for its turn. */
    private CollectionPath makeWay(CollectionPath place, SortedMap<CollectionPath, Source> wanted) {
        CollectionPath beside = beside(place, "moved");
        if (!account.isRehearsal()) {
            store.transfer(Transfer.MOVE, place, beside, Overwrite.FORBIDDEN);
            rebase(wanted, place, beside);
        }
        return beside;
    }

    private static void rebase(SortedMap<CollectionPath, Source> wanted, CollectionPath from, CollectionPath to) {
        wanted.replaceAll((goal, source) -> source instanceof Source.Elsewhere other
                ? new Source.Elsewhere(rebased(other.path(), from, to))
                : source);
    }

    private static CollectionPath rebased(CollectionPath path, CollectionPath from, CollectionPath to) {
        if (!path.isWithin(from)) {
            return path;
        }
        List<String> segments = new ArrayList<>(to.segments());
        segments.addAll(
                path.segments().subList(from.segments().size(), path.segments().size()));
        return new CollectionPath(segments);
    }

    /** Brings a collection back from the trash; what is at its place by now goes there. */
    void bringBack(Trashed item, CollectionPath to) throws IOException {
        bringBack(item, to, to);
    }

    private boolean bringBack(Trashed item, CollectionPath to, CollectionPath occupant) throws IOException {
        boolean isThere = isOccupied(to, occupant);
        if (isThere && extent == Extent.KEEP_NEW) {
            account.impossible(to, "another collection is there by now; --as gives it another place");
            return false;
        }
        return account.perform(
                to,
                "bring back the collection deleted " + item.until()
                        + (isThere ? ", what is there goes to the trash" : ""),
                () -> bringBack(item, to, isThere));
    }

    private void bringBack(Trashed item, CollectionPath to, boolean isThere) {
        if (!isThere) {
            past.bringBack(item, to, author);
            return;
        }
        CollectionPath beside = beside(to, item.id());
        past.bringBack(item, beside, author);
        store.transfer(Transfer.MOVE, beside, to, Overwrite.ALLOWED);
    }

    private CollectionPath beside(CollectionPath path, String word) {
        for (int i = 0; ; i++) {
            String name = path.name() + "-" + word + (i == 0 ? "" : "-" + i);
            CollectionPath beside =
                    path.parent().map(parent -> parent.child(name)).orElseGet(() -> CollectionPath.of(name));
            if (store.find(beside).isEmpty()) {
                return beside;
            }
        }
    }
}
