package dev.fasti.store.file.crash;

import static dev.fasti.store.StoreFixture.HOME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.store.Change;
import dev.fasti.store.Collection;
import dev.fasti.store.Member;
import dev.fasti.store.StoreFixture;
import dev.fasti.store.SyncToken;
import dev.fasti.store.condition.ETag;
import dev.fasti.store.file.DataFolderFixture;
import dev.fasti.store.file.FileStore;
import dev.fasti.store.file.StorePast;
import dev.fasti.store.file.disk.NoSyncDisk;
import dev.fasti.store.file.lock.FileLocks;
import dev.fasti.store.lock.WriteLock;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.property.PropertyValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a store has acknowledged, and whether a store that was opened after a power cut agrees with it. */
final class PowerCutWorld {
    final Map<CollectionPath, Shelf> shelves = new TreeMap<>();
    final List<Buried> trash = new ArrayList<>();
    Set<String> locks = Set.of();

    /** How many tokens of before a cut were accepted after one, in all tests; the rest was refused. */
    static int accepted;

    /** A collection: what its members hold by their names, and what goes with that. */
    static final class Shelf {
        final int id;
        final Map<String, String> members = new TreeMap<>();
        final Map<String, String> notes = new TreeMap<>();
        final List<String> ended = new ArrayList<>();
        final Map<SyncToken, Map<String, ETag>> tokens = new HashMap<>();
        String title = "";

        Shelf(int id) {
            this.id = id;
        }

        Shelf copy() {
            Shelf copy = new Shelf(id);
            copy.members.putAll(members);
            copy.notes.putAll(notes);
            copy.ended.addAll(ended);
            copy.tokens.putAll(tokens);
            copy.title = title;
            return copy;
        }

        void end(String name) {
            Optional.ofNullable(members.remove(name)).ifPresent(ended::add);
        }
    }

    /** A collection that was deleted or replaced. */
    record Buried(CollectionPath path, Map<String, String> members) {}

    PowerCutWorld copy() {
        PowerCutWorld copy = new PowerCutWorld();
        shelves.forEach((path, shelf) -> copy.shelves.put(path, shelf.copy()));
        copy.trash.addAll(trash);
        copy.locks = locks;
        return copy;
    }

    void bury(CollectionPath path) {
        Shelf gone = shelves.remove(path);
        if (gone != null) {
            trash.add(new Buried(path, Map.copyOf(gone.members)));
        }
    }

    /** What is there is what this world has, or what the other one has that was about to be. */
    void requireThisOr(PowerCutWorld next, FileStore store, Path data) throws IOException {
        Set<CollectionPath> paths = new TreeSet<>(shelves.keySet());
        paths.addAll(next.shelves.keySet());
        store.children(HOME).forEach(name -> paths.add(HOME.child(name)));
        Set<String> found = new HashSet<>();
        for (CollectionPath path : paths) {
            Optional<Collection> there = store.find(path);
            List<Shelf> allowed = new ArrayList<>();
            Optional.ofNullable(shelves.get(path)).ifPresent(allowed::add);
            Optional.ofNullable(next.shelves.get(path)).ifPresent(allowed::add);
            if (there.isEmpty()) {
                assertThat(allowed).as("%s is gone", path).hasSizeLessThan(2);
            } else {
                assertThat(allowed).as("nobody made %s", path).isNotEmpty();
                Map<String, String> now = members(there.get());
                found.addAll(now.values());
                requireOneOf(allowed, there.get(), now, data);
            }
        }
        requireKept(next, found);
        for (Buried buried : trash) {
            assertThat(lies(buried, store, data)).as("%s in the trash", buried).isTrue();
        }
        Set<String> loaded = new TreeSet<>();
        new FileLocks(data.resolve("fasti/locks"), new NoSyncDisk())
                .load()
                .forEach((WriteLock lock) -> loaded.add(lock.token()));
        assertThat(loaded).isIn(locks, next.locks);
    }

    /** A new member may be put into each collection. */
    static void requireWritable(FileStore store) {
        for (String name : store.children(HOME)) {
            Collection collection = store.find(HOME.child(name)).orElseThrow();
            byte[] octets = StoreFixture.item("after", "after");
            collection.put("after.ics", octets, StoreFixture.facts("after"), StoreFixture.ALWAYS);
            assertThat(collection.read("after.ics").orElseThrow().octets()).isEqualTo(octets);
        }
    }

    private static Map<String, String> members(Collection collection) {
        Map<String, String> members = new TreeMap<>();
        collection.snapshot().members().forEach(member -> {
            byte[] octets = collection.read(member.name()).orElseThrow().octets();
            assertThat(ETag.of(octets)).isEqualTo(member.etag());
            members.put(member.name(), new String(octets, StandardCharsets.UTF_8));
        });
        return members;
    }

    private static void requireOneOf(List<Shelf> allowed, Collection there, Map<String, String> now, Path data)
            throws IOException {
        Shelf first = allowed.get(0);
        Shelf last = allowed.get(allowed.size() - 1);
        String place = there.path().toString();
        Shelf shelf = first;
        if (first.id == last.id) {
            each(first.members, last.members, now, place);
        } else {
            assertThat(now).as(place).isIn(first.members, last.members);
            shelf = now.equals(first.members) ? first : last;
        }
        PropertyValue title = there.snapshot().properties().get(StoreFixture.NAME);
        String text = title instanceof PropertyValue.Text told ? told.text() : "";
        assertThat(text).as(place).isIn(first.title, last.title);
        Map<String, String> notes = notes(there);
        now.keySet()
                .forEach(name -> assertThat(notes.get(name))
                        .as("the note of %s/%s", place, name)
                        .isIn(first.notes.get(name), last.notes.get(name)));
        if (first.id == last.id || !first.members.equals(last.members)) {
            requireTokens(shelf, there);
            requireVersions(shelf, data, there.path());
        }
    }

    private static void each(
            Map<String, String> one, Map<String, String> other, Map<String, String> now, String place) {
        Set<String> names = new TreeSet<>(one.keySet());
        names.addAll(other.keySet());
        names.addAll(now.keySet());
        names.forEach(name -> assertThat(now.get(name)).as(place + "/" + name).isIn(one.get(name), other.get(name)));
    }

    private static Map<String, String> notes(Collection there) {
        Map<String, String> notes = new TreeMap<>();
        for (Member member : there.snapshot().members()) {
            if (member.properties().get(StoreFixture.NAME) instanceof PropertyValue.Text text) {
                notes.put(member.name(), text.text());
            }
        }
        return notes;
    }

    /** A token of earlier is refused, or what is told since then makes what was there then what is there now. */
    private static void requireTokens(Shelf shelf, Collection there) {
        Map<String, ETag> now = tags(there);
        shelf.tokens.forEach((token, then) -> {
            Optional<Iterable<Change>> changes = there.snapshot().changesSince(token);
            if (changes.isPresent()) {
                accepted++;
                Map<String, ETag> replayed = new TreeMap<>(then);
                for (Change change : changes.get()) {
                    if (change instanceof Change.Written written) {
                        replayed.put(change.name(), written.member().etag());
                    } else {
                        replayed.remove(change.name());
                    }
                }
                assertThat(replayed)
                        .as("what %s tells of %s", token, there.path())
                        .isEqualTo(now);
            }
        });
    }

    static Map<String, ETag> tags(Collection collection) {
        Map<String, ETag> tags = new TreeMap<>();
        collection.snapshot().members().forEach(member -> tags.put(member.name(), member.etag()));
        return tags;
    }

    private static void requireVersions(Shelf shelf, Path data, CollectionPath path) throws IOException {
        Path history = folder(data, path).resolve(".fasti/history");
        List<String> kept = new ArrayList<>();
        for (String name : Files.isDirectory(history) ? DataFolderFixture.names(history) : List.<String>of()) {
            kept.add(Files.readString(history.resolve(name)));
        }
        assertThat(kept).as("the history of %s", path).containsAll(shelf.ended);
    }

    private static Path folder(Path data, CollectionPath path) {
        Path folder = data.resolve("collection-root");
        for (String segment : path.segments()) {
            folder = folder.resolve(segment);
        }
        return folder;
    }

    /** Whatever is moved is in one of its places. */
    private void requireKept(PowerCutWorld next, Set<String> found) {
        Set<String> kept = new HashSet<>(texts(this));
        kept.retainAll(texts(next));
        assertThat(found).as("what was there and was to stay, somewhere").containsAll(kept);
    }

    private static Set<String> texts(PowerCutWorld world) {
        Set<String> texts = new HashSet<>();
        world.shelves.values().forEach(shelf -> texts.addAll(shelf.members.values()));
        return texts;
    }

    private static boolean lies(Buried buried, FileStore store, Path data) throws IOException {
        for (StorePast.Trashed item : store.past().trashed()) {
            Path folder = data.resolve("fasti/trash").resolve(item.id()).resolve("collection");
            if (item.path().equals(buried.path()) && texts(folder).equals(buried.members())) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, String> texts(Path folder) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        for (String name : DataFolderFixture.names(folder)) {
            if (!name.startsWith(".")) {
                texts.put(name, Files.readString(folder.resolve(name)));
            }
        }
        return texts;
    }
}
