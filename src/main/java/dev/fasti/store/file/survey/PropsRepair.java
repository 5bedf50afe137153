package dev.fasti.store.file.survey;

import dev.fasti.store.Collection;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.file.collection.FileCollection;
import dev.fasti.store.file.disk.Disk;
import dev.fasti.store.file.disk.Places;
import dev.fasti.store.file.folder.Folder;
import dev.fasti.store.file.past.VersionName;
import dev.fasti.store.file.props.MalformedProps;
import dev.fasti.store.file.props.MemberProperties;
import dev.fasti.store.file.props.Props;
import dev.fasti.store.file.props.PropsFile;
import dev.fasti.store.property.PropertyName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sets aside files of properties that make no sense, and writes what is known instead. Nothing is erased: they lie in
 * {@code .fasti/unreadable} of their collection. A file that cannot be read at all is left where it is.
 */
public final class PropsRepair {
    private final Places places;
    private final Disk disk;
    private final List<String> told = new ArrayList<>();

    private PropsRepair(Places places, Disk disk) {
        this.places = places;
        this.disk = disk;
    }

    /**
     * Mends the files of a collection, durably.
     *
     * @param collection from a {@link dev.fasti.store.file.FileStore}
     * @return what was done, in words
     * @throws StoreException.NotFound if it is gone
     * @throws IOException if a file cannot be written; what was set aside until then is there
     */
    public static List<String> mend(Collection collection) throws IOException {
        if (!(collection instanceof FileCollection files)) {
            throw new IllegalArgumentException("a collection of another store");
        }
        List<String> told = mend(files.folder());
        collection.snapshot(); // Takes a look.
        return told;
    }

    private static List<String> mend(Folder folder) throws IOException {
        folder.lock().lock();
        try {
            folder.requireHere();
            PropsRepair repair = new PropsRepair(folder.places(), Disk.REAL);
            repair.props();
            for (Path file : malformedOfMembers(folder.places()).keySet()) {
                repair.setAside(file);
                repair.told.add("the dead properties of " + file.getFileName() + " set aside");
            }
            return repair.told;
        } finally {
            folder.lock().unlock();
        }
    }

    /** The files of members' dead properties that make no sense, each with the reason. */
    static Map<Path, String> malformedOfMembers(Places places) throws IOException {
        Map<Path, String> malformed = new TreeMap<>();
        if (Files.isDirectory(places.memberProperties())) {
            for (Path file : files(places.memberProperties())) {
                try {
                    MemberProperties.parse(Files.readAllBytes(file));
                } catch (MalformedProps e) {
                    malformed.put(file, String.valueOf(e.getMessage()));
                }
            }
        }
        return malformed;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private void props() throws IOException {
        try {
            PropsFile.read(places.props());
        } catch (MalformedProps e) {
            Known known = known();
            setAside(places.props());
            if (known.props() != null) {
                Path temporary = places.newTemporary();
                disk.create(temporary, known.props().octets());
                disk.rename(temporary, places.props());
                disk.syncFolder(places.folder());
            }
            told.add(Places.PROPS + " set aside, " + known.words());
        }
    }

    /** Names in two folders: what is set aside is never gone from both. */
    private void setAside(Path file) throws IOException {
        disk.makeFolder(places.unreadable());
        Path aside = places.unreadable().resolve(file.getFileName() + "-" + Places.unique());
        disk.rename(file, aside);
        disk.syncFolder(places.unreadable());
        disk.syncFolder(Places.parent(file));
    }

    /**
     * What takes the place of properties.
     *
     * @param props null if nothing is known
     */
    private record Known(@Nullable Props props, String words) {}

    /** The latest earlier version, without its access control list: what was taken from others since stays taken. */
    private Known known() throws IOException {
        Optional<Path> version = Optional.empty();
        if (Files.isDirectory(places.history())) {
            version = files(places.history()).stream()
                    .filter(PropsRepair::isSound)
                    .max(Comparator.comparing(PropsRepair::until));
        }
        if (version.isPresent()) {
            Props props = PropsFile.read(version.get()).without(PropertyName.ACL);
            return new Known(
                    props, "an earlier version of " + until(version.get()) + " is in its place, without shares");
        }
        CollectionKind kind = kindOfMembers();
        return kind == CollectionKind.PLAIN
                ? new Known(null, "a plain collection stays")
                : new Known(new Props(kind, Map.of(), Map.of()), "the kind is told by the items");
    }

    private static boolean isSound(Path file) {
        boolean isVersion = VersionName.parse(file.getFileName().toString())
                .filter(name -> name.name().equals(Places.PROPS))
                .isPresent();
        try {
            return isVersion && PropsFile.read(file) != Props.NONE;
        } catch (IOException e) {
            return false;
        }
    }

    private static Instant until(Path file) {
        return VersionName.parse(file.getFileName().toString()).orElseThrow().until();
    }

    private CollectionKind kindOfMembers() throws IOException {
        List<String> names;
        try (Stream<Path> all = Files.list(places.folder())) {
            names = all.map(path -> path.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .toList();
        }
        if (names.isEmpty()) {
            return CollectionKind.PLAIN;
        }
        if (names.stream().allMatch(name -> name.endsWith(".ics"))) {
            return CollectionKind.CALENDAR;
        }
        return names.stream().allMatch(name -> name.endsWith(".vcf"))
                ? CollectionKind.ADDRESSBOOK
                : CollectionKind.PLAIN;
    }
}
