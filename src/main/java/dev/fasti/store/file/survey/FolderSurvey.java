package dev.fasti.store.file.survey;

import dev.fasti.machine.Reason;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.file.disk.FileNames;
import dev.fasti.store.file.disk.FileStamp;
import dev.fasti.store.file.disk.Listing;
import dev.fasti.store.file.disk.Places;
import dev.fasti.store.file.disk.Reading;
import dev.fasti.store.file.props.MalformedProps;
import dev.fasti.store.file.props.Props;
import dev.fasti.store.file.props.PropsFile;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.path.MemberPath;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Looks at everything that a data folder holds, as a server would find it, without the folder's lock and without
 * writing anything: a server may run meanwhile. What it removes during the survey is not missed.
 *
 * <p>Homes and what is in them come in the order of their names, each folder once, however many links lead to it; what
 * only links lead to comes last. One item is in memory at a time.
 */
public final class FolderSurvey {
    private final Path root;
    private final Visitor visitor;
    private final Set<Path> seen = new HashSet<>();
    private final Deque<Place> links = new ArrayDeque<>();

    private FolderSurvey(Path root, Visitor visitor) {
        this.root = root;
        this.visitor = visitor;
    }

    /** Is told what there is. */
    public interface Visitor {
        /** A collection; its items come next, then the collections in it. */
        void collection(CollectionPath path, CollectionKind kind, Map<PropertyName, PropertyValue> properties);

        /**
         * A member of the latest calendar or address book. Members of other collections are not read.
         *
         * @param octets its content
         */
        void item(MemberPath path, CollectionKind kind, byte[] octets);

        /**
         * A member of the latest calendar or address book that is there and cannot be read.
         *
         * @param reason in words, without anything of the content
         */
        void brokenItem(MemberPath path, String reason);

        /**
         * A collection of which something but a member cannot be read: its properties, or which members it has.
         *
         * @param reason in words, without anything of the content
         */
        void brokenCollection(CollectionPath path, String reason);

        /**
         * A file of a collection that can be rebuilt is damaged.
         *
         * @param file its name
         * @param reason in words
         */
        default void brokenCache(CollectionPath path, String file, String reason) {}

        /**
         * A file of properties makes no sense, of the collection itself or of a member.
         *
         * @param reason in words, without anything of the content
         */
        default void malformedProperties(CollectionPath path, String reason) {
            brokenCollection(path, reason);
        }

        /**
         * A file of a collection that somebody is writing, or that a crash left.
         *
         * @param file its path in the collection's folder
         */
        default void temporary(CollectionPath path, String file) {}
    }

    private record Place(CollectionPath path, Path folder) {}

    /**
     * Surveys a data folder.
     *
     * @param data the folder that holds {@code collection-root}
     * @throws NoSuchFileException if it holds none
     * @throws IOException if it cannot be told which homes there are
     */
    public static void of(Path data, Visitor visitor) throws IOException {
        Path root = data.resolve("collection-root");
        if (!Files.isDirectory(root)) {
            throw new NoSuchFileException(root.toString());
        }
        new FolderSurvey(root.toRealPath(), visitor).run();
    }

    private void run() throws IOException {
        for (Map.Entry<String, FileStamp> home : Listing.of(root).entrySet()) {
            if (mayBeFolder(home.getValue())) {
                meet(CollectionPath.of(home.getKey()));
            }
        }
        for (Place link = links.poll(); link != null; link = links.poll()) {
            survey(link);
        }
    }

    /** What cannot be told is met all the same, so that the failure is told. */
    private static boolean mayBeFolder(FileStamp stamp) {
        return stamp.isFolder() || Listing.isUnknown(stamp);
    }

    private void meet(CollectionPath path) {
        Place place = new Place(path, FileNames.in(root, path));
        if (Files.isSymbolicLink(place.folder())) {
            links.add(place);
        } else {
            survey(place);
        }
    }

    private void survey(Place place) {
        try {
            Path folder = place.folder().toRealPath();
            if (seen.add(folder)) {
                look(place.path(), new Places(folder));
            }
        } catch (NoSuchFileException e) {
            // Removed since it was listed.
        } catch (IOException e) {
            visitor.brokenCollection(place.path(), "cannot be read: " + Reason.of(e));
        }
    }

    private void look(CollectionPath path, Places places) throws IOException {
        Map<String, FileStamp> listing = Listing.of(places.folder());
        Props props = props(path, places);
        CollectionKind kind = props.kind();
        visitor.collection(path, kind, props.properties());
        CacheSurvey.problems(places, kind).forEach((file, reason) -> visitor.brokenCache(path, file, reason));
        memberProperties(path, places);
        temporary(path, places);
        switch (kind) {
            case PLAIN ->
                listing.forEach((name, stamp) -> {
                    if (mayBeFolder(stamp)) {
                        meet(path.child(name));
                    }
                });
            case CALENDAR, ADDRESSBOOK ->
                listing.forEach((name, stamp) ->
                        item(new MemberPath(path, name), kind, places.folder().resolve(name), stamp));
            case SUBSCRIBED -> {} // has no members
        }
    }

    private void temporary(CollectionPath path, Places places) {
        try (Stream<Path> files = Files.list(places.temporary())) {
            files.sorted()
                    .forEach(file -> visitor.temporary(
                            path, places.folder().relativize(file).toString()));
        } catch (NoSuchFileException e) {
            // Nothing was ever written here.
        } catch (IOException e) {
            visitor.brokenCollection(path, "its temporary files cannot be read: " + Reason.of(e));
        }
    }

    private Props props(CollectionPath path, Places places) {
        try {
            return PropsFile.read(places.props());
        } catch (MalformedProps e) {
            visitor.malformedProperties(
                    path,
                    Places.PROPS + " makes no sense: " + e.getMessage()
                            + "; the folder is served as a plain collection");
        } catch (IOException e) {
            visitor.brokenCollection(path, Places.PROPS + " cannot be read: " + Reason.of(e) + "; it is not served");
        }
        return Props.NONE;
    }

    private void memberProperties(CollectionPath path, Places places) {
        try {
            PropsRepair.malformedOfMembers(places)
                    .forEach((file, reason) -> visitor.malformedProperties(
                            path,
                            "the dead properties of " + file.getFileName() + " make no sense: " + reason
                                    + "; it is served without them"));
        } catch (IOException e) {
            visitor.brokenCollection(path, "the dead properties of its items cannot be read: " + Reason.of(e));
        }
    }

    private void item(MemberPath path, CollectionKind kind, Path file, FileStamp stamp) {
        if (!stamp.isFile()) {
            visitor.brokenItem(path, stamp.isFolder() ? "a folder, which is not served here" : "not a file");
            return;
        }
        Reading read;
        try {
            read = Reading.of(file).orElse(null);
        } catch (NoSuchFileException e) {
            return; // Removed since it was listed.
        } catch (IOException e) {
            visitor.brokenItem(path, "cannot be read: " + Reason.of(e));
            return;
        }
        if (read == null) {
            return;
        }
        byte[] octets = read.octets();
        if (octets == null) {
            visitor.brokenItem(path, "larger than " + Reading.LARGEST + " octets: what it says is not looked at");
        } else {
            visitor.item(path, kind, octets);
        }
    }
}
