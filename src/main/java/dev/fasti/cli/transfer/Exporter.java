package dev.fasti.cli.transfer;

import dev.fasti.store.Collection;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.CollectionStore;
import dev.fasti.store.Content;
import dev.fasti.store.Facts.Trait;
import dev.fasti.store.Member;
import dev.fasti.store.Snapshot;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyValue;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Writes collections as files that every calendar and contacts program reads. */
public final class Exporter {
    private static final PropertyName DISPLAY_NAME = new PropertyName("DAV:", "displayname");
    private static final PropertyName COLOUR = new PropertyName("http://apple.com/ns/ical/", "calendar-color");
    private static final int FOLD = 75;

    private final CollectionStore store;
    private final Predicate<String> isKnownZone;
    private final Output output;

    /** Where files go. */
    public interface Output {
        /**
         * Begins a file.
         *
         * @param path relative, segments joined by slashes; empty for the one file that was asked for
         * @return takes its octets; stays open
         */
        OutputStream file(String path) throws IOException;

        /** Whether the caller still waits; asked between two objects. */
        void requireWanted() throws IOException;

        /** Something that is not in the file that it belongs to, though maybe in one beside it. */
        void tell(String path, String reason) throws IOException;
    }

    /** How the objects of a collection are written. */
    public enum Form {
        /** All in one file. */
        ONE_FILE,
        /** Each as it is, under its own name. */
        SINGLE_FILES
    }

    /** @param isKnownZone whether a TZID means the same to everybody */
    public Exporter(CollectionStore store, Predicate<String> isKnownZone, Output output) {
        this.store = store;
        this.isKnownZone = isKnownZone;
        this.output = output;
    }

    /** Writes a collection and all that are in it, each to files of its path. */
    public void tree(CollectionPath path, Form form) throws IOException {
        Optional<Collection> found = store.find(path);
        if (found.isEmpty()) {
            return; // deleted since it was listed
        }
        String relative = String.join("/", path.segments());
        CollectionKind kind = found.get().snapshot().kind();
        if (kind == CollectionKind.PLAIN || form == Form.SINGLE_FILES) {
            for (Member member : found.get().snapshot().members()) {
                raw(found.get(), member, relative + "/" + member.name());
            }
        } else if (kind != CollectionKind.SUBSCRIBED) {
            one(found.get(), relative + extension(kind), relative + ".broken");
        }
        for (String child : store.children(path)) {
            tree(path.child(child), form);
        }
    }

    /** The usual end of the name of a file of all that a collection holds. */
    public static String extension(CollectionKind kind) {
        return kind == CollectionKind.ADDRESSBOOK ? ".vcf" : ".ics";
    }

    /**
     * Writes a calendar or an address book to one file.
     *
     * @param file its path
     * @param beside the path of the folder for what cannot be put together with the others; empty for nowhere
     */
    public void one(Collection collection, String file, String beside) throws IOException {
        Snapshot snapshot = collection.snapshot();
        List<Member> left = snapshot.kind() == CollectionKind.ADDRESSBOOK
                ? cards(collection, snapshot, file)
                : calendar(collection, snapshot, file);
        for (Member member : left) {
            boolean isKept = !beside.isEmpty() && raw(collection, member, beside + "/" + member.name());
            output.tell(
                    collection.path() + "/" + member.name(),
                    "cannot be put together with the others" + (isKept ? "; it is in " + beside : "; it is left out"));
        }
    }

    private boolean raw(Collection collection, Member member, String path) throws IOException {
        output.requireWanted();
        Optional<Content> content = collection.read(member.name());
        if (content.isPresent()) {
            output.file(path).write(content.get().octets());
        }
        return content.isPresent();
    }

    private List<Member> cards(Collection collection, Snapshot snapshot, String file) throws IOException {
        List<Member> left = new ArrayList<>();
        OutputStream out = output.file(file);
        for (Member member : snapshot.members()) {
            output.requireWanted();
            Optional<Content> content = collection.read(member.name());
            if (content.isPresent()) {
                if (member.facts().traits().contains(Trait.UNREADABLE)) {
                    left.add(member);
                } else {
                    out.write(Merger.withLineEnds(content.get().octets()));
                }
            }
        }
        return left;
    }

    private List<Member> calendar(Collection collection, Snapshot snapshot, String file) throws IOException {
        Merger merger = new Merger(isKnownZone);
        List<Member> left = new ArrayList<>();
        Set<String> leftNames = new HashSet<>();
        Set<String> uids = new HashSet<>();
        for (Member member : snapshot.members()) {
            output.requireWanted();
            String uid = member.facts().uid();
            Optional<Content> content = collection.read(member.name());
            boolean isGood = content.isPresent()
                    && !member.facts().traits().contains(Trait.UNREADABLE)
                    && (uid == null || uids.add(uid))
                    && merger.survey(content.get().octets());
            if (!isGood) {
                leftNames.add(member.name());
                if (content.isPresent()) {
                    left.add(member);
                }
            }
        }
        OutputStream out = output.file(file);
        merger.begin(about(snapshot), out);
        for (Member member : snapshot.members()) {
            if (!leftNames.contains(member.name())) {
                output.requireWanted();
                Optional<Content> content = collection.read(member.name());
                if (content.isPresent()) {
                    merger.write(content.get().octets(), out);
                }
            }
        }
        merger.end(out);
        return left;
    }

    /** The calendar's name and colour, as RFC 7986 and Apple write them. */
    private static List<String> about(Snapshot snapshot) {
        List<String> lines = new ArrayList<>();
        if (snapshot.properties().get(DISPLAY_NAME) instanceof PropertyValue.Text name) {
            String text = name.text()
                    .replace("\\", "\\\\")
                    .replace(",", "\\,")
                    .replace(";", "\\;")
                    .replaceAll("\\R", "\\\\n")
                    .replaceAll("\\p{Cntrl}", "");
            lines.add(folded("NAME:" + text));
            lines.add(folded("X-WR-CALNAME:" + text));
        }
        if (snapshot.properties().get(COLOUR) instanceof PropertyValue.Text colour
                && colour.text().matches("#[0-9A-Fa-f]{6,8}")) {
            lines.add("X-APPLE-CALENDAR-COLOR:" + colour.text());
        }
        return lines;
    }

    private static String folded(String line) {
        StringBuilder folded = new StringBuilder();
        int octets = 0;
        for (int i = 0; i < line.length(); ) {
            String character = Character.toString(line.codePointAt(i));
            int more = character.getBytes(StandardCharsets.UTF_8).length;
            if (octets + more > FOLD) {
                folded.append("\r\n ");
                octets = 1;
            }
            folded.append(character);
            octets += more;
            i += character.length();
        }
        return folded.toString();
    }
}
