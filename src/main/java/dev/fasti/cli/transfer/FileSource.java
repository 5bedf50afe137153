package dev.fasti.cli.transfer;

import dev.fasti.store.CollectionKind;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.file.survey.FolderSurvey;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.path.MemberPath;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Files and folders to import, sent as parcels. */
public final class FileSource {
    private static final PropertyName DISPLAY_NAME = new PropertyName("DAV:", "displayname");
    private static final PropertyName COLOUR = new PropertyName("http://apple.com/ns/ical/", "calendar-color");

    private static final Pattern BEGINNING =
            Pattern.compile("\\uFEFF?\\s*BEGIN:(VCALENDAR|VCARD)\\b", Pattern.CASE_INSENSITIVE);

    private static final String BROKEN = ".broken";

    private final Parcel.Sink sink;

    public FileSource(Parcel.Sink sink) {
        this.sink = sink;
    }

    /**
     * Sends what a file or a folder holds. A data folder of Radicale or Fasti goes where it was. In other folders a
     * file becomes a collection, or, where all of its folder goes into one collection, objects of that one.
     *
     * @param to the collection or the home that it goes to; empty if the folder says where
     * @throws IllegalArgumentException if it cannot be told where it goes
     */
    public void send(Path source, Optional<CollectionPath> to) throws IOException {
        if (Files.isRegularFile(source)) {
            CollectionPath path = to.orElseThrow(() -> new IllegalArgumentException(source + ": --to is needed"));
            file(source, path.isHome() ? child(path, source) : path);
        } else if (Files.isDirectory(source.resolve("collection-root"))) {
            if (to.isPresent()) {
                throw new IllegalArgumentException(source + " is a whole data folder, which goes where it was");
            }
            FolderSurvey.of(source, new Survey());
        } else if (to.isPresent()) {
            folder(source, to.get());
        } else {
            for (Path home : inside(source)) {
                if (Files.isDirectory(home)) {
                    folder(home, CollectionPath.of(String.valueOf(home.getFileName())));
                } else if (isObjectFile(home)) {
                    throw new IllegalArgumentException(home + ": --to is needed");
                }
            }
        }
    }

    private void folder(Path folder, CollectionPath to) throws IOException {
        for (Path each : inside(folder)) {
            if (each.toString().endsWith(BROKEN)) {
                sink.take(new Parcel.Fault(each.toString(), "what an export could not put together is left out"));
            } else if (to.isHome() && Files.isDirectory(each)) {
                folder(each, child(to, each));
            } else if (isObjectFile(each)) {
                file(each, to.isHome() ? child(to, each) : to);
            } else {
                sink.take(new Parcel.Fault(each.toString(), "neither .ics nor .vcf, by name or by content"));
            }
        }
    }

    private static List<Path> inside(Path folder) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(path -> !String.valueOf(path.getFileName()).startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isObjectFile(Path file) throws IOException {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return Files.isRegularFile(file)
                && (name.endsWith(".ics")
                        || name.endsWith(".vcf")
                        || name.endsWith(".vcard")
                        || name.endsWith(".ical")
                        || beginsAsObject(file));
    }

    /** Clients may call an item whatever they like. */
    private static boolean beginsAsObject(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String start = new String(in.readNBytes(32), StandardCharsets.UTF_8);
            return BEGINNING.matcher(start).lookingAt();
        }
    }

    private static CollectionPath child(CollectionPath home, Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = Files.isDirectory(file) ? -1 : name.lastIndexOf('.');
        try {
            return home.child(dot > 0 ? name.substring(0, dot) : name);
        } catch (StoreException.NameRefused e) {
            throw new IllegalArgumentException(file + " is no name for a collection: " + e.getMessage());
        }
    }

    private void file(Path file, CollectionPath to) throws IOException {
        ObjectFile objects = ObjectFile.survey(file);
        if (objects.isEmpty() && !objects.isEmptyCollection()) {
            objects.read(new Sending(file));
            sink.take(new Parcel.Fault(file.toString(), "neither calendar objects nor cards are in it"));
            return;
        }
        CollectionKind kind = objects.isCards() ? CollectionKind.ADDRESSBOOK : CollectionKind.CALENDAR;
        sink.take(new Parcel.Collection(to, kind, properties(objects.about())));
        objects.read(new Sending(file));
    }

    private static Map<PropertyName, PropertyValue> properties(Map<String, String> about) {
        Map<PropertyName, PropertyValue> properties = new HashMap<>();
        about.forEach((key, value) ->
                properties.put(key.equals("name") ? DISPLAY_NAME : COLOUR, new PropertyValue.Text(value)));
        return properties;
    }

    private final class Sending implements ObjectFile.Receiver {
        private final Path file;
        private int count;

        Sending(Path file) {
            this.file = file;
        }

        @Override
        public void object(byte[] octets) throws IOException {
            sink.take(new Parcel.Item("", file + " (object " + ++count + ")", octets));
        }

        @Override
        public void fault(long at, String reason) throws IOException {
            sink.take(new Parcel.Fault(file + " (octet " + at + ")", reason));
        }
    }

    /** Everything that a data folder holds, where it was. */
    private final class Survey implements FolderSurvey.Visitor {
        @Override
        public void collection(CollectionPath path, CollectionKind kind, Map<PropertyName, PropertyValue> properties) {
            send(new Parcel.Collection(path, kind, properties));
        }

        @Override
        public void item(MemberPath path, CollectionKind kind, byte[] octets) {
            send(new Parcel.Item(path.name(), path.collection() + "/" + path.name(), octets));
        }

        @Override
        public void brokenItem(MemberPath path, String reason) {
            send(new Parcel.Fault(path.collection() + "/" + path.name(), reason));
        }

        @Override
        public void brokenCollection(CollectionPath path, String reason) {
            send(new Parcel.Fault(path + "/", reason));
        }

        private void send(Parcel parcel) {
            try {
                sink.take(parcel);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
