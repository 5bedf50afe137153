package dev.fasti.store.file.crash;

import static dev.fasti.store.StoreFixture.ALWAYS;
import static dev.fasti.store.StoreFixture.HOME;
import static dev.fasti.store.StoreFixture.NAME;
import static dev.fasti.store.StoreFixture.facts;
import static dev.fasti.store.StoreFixture.item;
import static dev.fasti.store.StoreFixture.named;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.store.Collection;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.CollectionStore.Overwrite;
import dev.fasti.store.CollectionStore.Transfer;
import dev.fasti.store.file.DataFolderFixture;
import dev.fasti.store.file.FileStore;
import dev.fasti.store.file.crash.PowerCutDisk.Left;
import dev.fasti.store.file.crash.PowerCutWorld.Shelf;
import dev.fasti.store.file.disk.Leftovers;
import dev.fasti.store.file.disk.NoSyncDisk;
import dev.fasti.store.file.lock.FileLocks;
import dev.fasti.store.lock.WriteLock;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.path.MemberPath;
import dev.fasti.store.path.Principal;
import dev.fasti.store.property.PropertyValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cuts the power before each step of random writes, within it and after each answer, and opens a store on what a disk may
 * then hold. {@code -Dfasti.powercut.seeds=50 -Dfasti.powercut.acts=200 -Dfasti.powercut.first=1} goes on for long; a
 * failure names its seed and the step.
 */
@DisplayName("After a power cut")
class PowerCutTest {
    private static final int SEEDS = Integer.getInteger("fasti.powercut.seeds", 1);
    private static final int ACTS = Integer.getInteger("fasti.powercut.acts", 40);
    private static final int FIRST = Integer.getInteger("fasti.powercut.first", 1);
    private static final List<CollectionPath> PATHS =
            List.of(HOME.child("one"), HOME.child("two"), HOME.child("three"));

    /** So few that names are given anew. */
    private static final List<String> NAMES = List.of("a.ics", "b.ics", "c.ics", "d.ics", "e.ics", "f.ics", "g.ics");

    private static final Path MEMORY = Path.of("/dev/shm");

    private Path temp = MEMORY;

    private Random random = new Random();
    private PowerCutWorld world = new PowerCutWorld();
    private PowerCutWorld next = world;
    private String act = "";
    private int serial;
    private int cuts;
    private boolean hasFailed;
    private FileStore store;
    private FileLocks locks;
    private PowerCutDisk disk;

    /** In memory where there is a disk in it: real syncs are of no use here, and slow. */
    @BeforeEach
    void make(@TempDir Path other) throws IOException {
        temp = Files.isDirectory(MEMORY) && Files.isWritable(MEMORY)
                ? Files.createTempDirectory(MEMORY, "fasti")
                : other;
    }

    @AfterEach
    void erase() {
        Leftovers.erase(temp);
    }

    @Test
    @DisplayName("every acknowledged write is there whole, no half of one is served, and no token lies")
    void keepsItsPromises() throws IOException {
        for (int seed = FIRST; seed < FIRST + SEEDS; seed++) {
            random = new Random(seed);
            world = new PowerCutWorld();
            next = world;
            run(temp.resolve("data" + seed), seed);
        }
        assertThat(cuts).isGreaterThan(SEEDS * ACTS);
        assertThat(PowerCutWorld.accepted).as("tokens that outlived a cut").isPositive();
    }

    private void run(Path data, int seed) throws IOException {
        Files.createDirectories(data);
        disk = new PowerCutDisk(data, step -> cut("seed " + seed + ", " + act + ", " + step));
        act = "opening";
        store = new DataFolderFixture(data).open(disk);
        try {
            locks = new FileLocks(data.resolve("fasti/locks"), disk);
            store.create(HOME, CollectionKind.PLAIN, Map.of());
            disk.settle();
            for (int i = 0; i < ACTS; i++) {
                next = world.copy();
                Runnable work = choose();
                act = "act " + i + ": " + act;
                work.run();
                world = next;
                disk.rest();
                takeTokens();
            }
        } finally {
            store.close();
        }
    }

    private void takeTokens() {
        world.shelves.forEach((path, shelf) -> {
            Collection collection = store.find(path).orElseThrow();
            shelf.tokens.put(collection.snapshot().token(), PowerCutWorld.tags(collection));
        });
    }

    private void cut(String step) {
        if (hasFailed) {
            return; // The store is being closed.
        }
        Left left = List.of(Left.NOTHING, Left.SOME, Left.SOME, Left.EVERYTHING).get(random.nextInt(4));
        Path folder = temp.resolve("cut" + cuts++);
        try {
            disk.cut(folder, left, random);
            try (FileStore after = new DataFolderFixture(folder).open(new NoSyncDisk())) {
                world.requireThisOr(next, after, folder);
                PowerCutWorld.requireWritable(after);
            }
        } catch (IOException | RuntimeException | AssertionError e) {
            hasFailed = true;
            throw new AssertionError("cut " + cuts + " (" + left + "), " + step + ": " + e, e);
        }
        Leftovers.erase(folder);
    }

    private <T> T any(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    /** Chooses what is done next, and does it to the world that is to come. */
    private Runnable choose() {
        List<CollectionPath> there = List.copyOf(next.shelves.keySet());
        int dice = random.nextInt(100);
        if (there.isEmpty() || dice < 6 && there.size() < PATHS.size()) {
            return make(any(PATHS.stream().filter(path -> !there.contains(path)).toList()));
        }
        CollectionPath path = any(there);
        Shelf shelf = next.shelves.get(path);
        if (dice < 14) {
            return whole(path, any(PATHS));
        }
        if (dice < 20) {
            return title(path, shelf);
        }
        if (dice < 26) {
            return lock();
        }
        if (shelf.members.isEmpty() || dice < 45 && shelf.members.size() < 6) {
            List<String> free = NAMES.stream()
                    .filter(each -> !shelf.members.containsKey(each))
                    .toList();
            return put(path, shelf, any(free), "u" + serial++);
        }
        String name = any(List.copyOf(shelf.members.keySet()));
        if (dice < 65) {
            return put(path, shelf, name, uid(shelf.members.get(name)));
        }
        if (dice < 75) {
            return delete(path, shelf, name);
        }
        return dice < 85 ? note(path, shelf, name) : transfer(path, shelf, name, any(there));
    }

    private static String uid(String text) {
        return text.lines().skip(1).findFirst().orElseThrow().substring(4);
    }

    private Collection at(CollectionPath path) {
        return store.find(path).orElseThrow();
    }

    private Runnable make(CollectionPath path) {
        act = "make " + path;
        Shelf shelf = new Shelf(serial++);
        shelf.title = "made";
        next.shelves.put(path, shelf);
        return () -> store.create(path, CollectionKind.CALENDAR, Map.of(NAME, new PropertyValue.Text("made")));
    }

    private Runnable whole(CollectionPath from, CollectionPath to) {
        if (from.equals(to)) {
            act = "delete " + from;
            next.bury(from);
            return () -> store.delete(from);
        }
        Transfer transfer = random.nextBoolean() ? Transfer.MOVE : Transfer.COPY;
        act = transfer + " " + from + " to " + to;
        Shelf source = next.shelves.get(from);
        next.bury(to);
        if (transfer == Transfer.MOVE) {
            next.shelves.remove(from);
            next.shelves.put(to, source);
        } else {
            Shelf copy = new Shelf(serial++);
            copy.members.putAll(source.members);
            copy.notes.putAll(source.notes);
            copy.title = source.title;
            next.shelves.put(to, copy);
        }
        return () -> store.transfer(transfer, from, to, Overwrite.ALLOWED);
    }

    private Runnable title(CollectionPath path, Shelf shelf) {
        act = "name " + path;
        shelf.title = "title " + serial++;
        return () -> at(path).patch(named(shelf.title));
    }

    private Runnable lock() {
        act = "lock";
        String token = "urn:x:" + serial++;
        next.locks = Set.of(token);
        WriteLock lock = new WriteLock(
                token,
                PATHS.get(0),
                WriteLock.Scope.EXCLUSIVE,
                WriteLock.Reach.ZERO,
                new Principal("alice"),
                null,
                Duration.ofDays(1),
                Instant.EPOCH);
        return () -> locks.save(List.of(lock));
    }

    private Runnable put(CollectionPath path, Shelf shelf, String name, String uid) {
        act = "put " + path + "/" + name;
        byte[] octets = item(uid, "word" + serial++ + "x".repeat(random.nextInt(3) * 30));
        shelf.end(name);
        shelf.members.put(name, new String(octets, StandardCharsets.UTF_8));
        return () -> at(path).put(name, octets, facts(uid), ALWAYS);
    }

    private Runnable delete(CollectionPath path, Shelf shelf, String name) {
        act = "delete " + path + "/" + name;
        shelf.end(name);
        shelf.notes.remove(name);
        return () -> at(path).delete(name, ALWAYS);
    }

    private Runnable note(CollectionPath path, Shelf shelf, String name) {
        act = "note " + path + "/" + name;
        String text = "note " + serial++;
        shelf.notes.put(name, text);
        return () -> at(path).patchMember(name, named(text), ALWAYS);
    }

    private Runnable transfer(CollectionPath from, Shelf source, String name, CollectionPath to) {
        Shelf target = next.shelves.get(to);
        String text = source.members.get(name);
        String goal = target.members.size() < 5 ? any(NAMES) : name;
        List<String> uids = new ArrayList<>();
        target.members.values().forEach(other -> uids.add(uid(other)));
        Transfer transfer = source != target && random.nextBoolean() ? Transfer.COPY : Transfer.MOVE;
        if (target.members.containsKey(goal) || source != target && uids.contains(uid(text))) {
            return delete(from, source, name);
        }
        act = transfer + " " + from + "/" + name + " to " + to + "/" + goal;
        Optional<String> note = Optional.ofNullable(source.notes.get(name));
        if (transfer == Transfer.MOVE) {
            source.members.remove(name);
            source.notes.remove(name);
            if (source != target) {
                source.ended.add(text);
            }
        }
        target.members.put(goal, text);
        note.ifPresent(told -> target.notes.put(goal, told));
        MemberPath origin = new MemberPath(from, name);
        MemberPath place = new MemberPath(to, goal);
        return () -> store.transfer(transfer, origin, ALWAYS, place, facts(uid(text)), ALWAYS);
    }
}
