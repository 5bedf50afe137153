package dev.fasti.dav.lock;

import dev.fasti.store.lock.WriteLock;
import dev.fasti.store.path.CollectionPath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Locks by the paths of their roots, in the order in which what is below follows what is above. Never changed. */
final class LockMap {
    static final NavigableMap<CollectionPath, List<WriteLock>> EMPTY = Collections.emptyNavigableMap();

    private LockMap() {}

    static NavigableMap<CollectionPath, List<WriteLock>> with(
            NavigableMap<CollectionPath, List<WriteLock>> locks, WriteLock lock) {
        NavigableMap<CollectionPath, List<WriteLock>> more = new TreeMap<>(locks);
        List<WriteLock> here = new ArrayList<>(more.getOrDefault(lock.root(), List.of()));
        here.add(lock);
        more.put(lock.root(), List.copyOf(here));
        return more;
    }

    /** Without the lock of a token, and without those that have ended. */
    static NavigableMap<CollectionPath, List<WriteLock>> without(
            NavigableMap<CollectionPath, List<WriteLock>> locks, String token, Instant now) {
        NavigableMap<CollectionPath, List<WriteLock>> fewer = new TreeMap<>();
        locks.forEach((root, here) -> {
            List<WriteLock> rest = here.stream()
                    .filter(lock -> lock.isLive(now) && !lock.token().equals(token))
                    .toList();
            if (!rest.isEmpty()) {
                fewer.put(root, rest);
            }
        });
        return fewer.isEmpty() ? EMPTY : fewer;
    }

    /** Costs the depth of the path. */
    static List<WriteLock> covering(
            NavigableMap<CollectionPath, List<WriteLock>> locks, CollectionPath path, Instant now) {
        List<WriteLock> found = new ArrayList<>();
        for (int depth = 1; depth <= path.segments().size(); depth++) {
            CollectionPath above = new CollectionPath(path.segments().subList(0, depth));
            for (WriteLock lock : locks.getOrDefault(above, List.of())) {
                if (lock.isLive(now) && lock.covers(path)) {
                    found.add(lock);
                }
            }
        }
        return found;
    }

    /** Costs the number of locks that are found. */
    static List<WriteLock> within(
            NavigableMap<CollectionPath, List<WriteLock>> locks, CollectionPath path, Instant now) {
        List<WriteLock> found = new ArrayList<>();
        for (Map.Entry<CollectionPath, List<WriteLock>> entry :
                locks.tailMap(path, true).entrySet()) {
            if (!entry.getKey().isWithin(path)) {
                break;
            }
            entry.getValue().stream().filter(lock -> lock.isLive(now)).forEach(found::add);
        }
        return found;
    }
}
