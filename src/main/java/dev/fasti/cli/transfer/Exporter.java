package dev.fasti.cli.transfer;

import dev.fasti.dav.Site;
import dev.fasti.dav.WholeFile;
import dev.fasti.store.Collection;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.CollectionStore;
import dev.fasti.store.Content;
import dev.fasti.store.Member;
import dev.fasti.store.Snapshot;
import dev.fasti.store.path.CollectionPath;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes collections as files that every calendar and contacts program reads. */
public final class Exporter {
    private final CollectionStore store;
    private final Site site;
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

    /** @param site knows how collections become files */
    public Exporter(Site site, Output output) {
        this.store = site.store();
        this.site = site;
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
        } else if (wholeFile(kind).isPresent()) {
            one(found.get(), relative + wholeFile(kind).get().ending(), relative + ".broken");
        }
        for (String child : store.children(path)) {
            tree(path.child(child), form);
        }
    }

    /**
     * Writes a calendar or an address book to one file.
     *
     * @param file its path
     * @param beside the path of the folder for what cannot be put together with the others; empty for nowhere
     */
    public void one(Collection collection, String file, String beside) throws IOException {
        Snapshot snapshot = collection.snapshot();
        WholeFile form = wholeFile(snapshot.kind()).orElseThrow();
        List<Member> left = new ArrayList<>();
        form.write(collection, snapshot, output.file(file), new WholeFile.Course() {
            @Override
            public void next() throws IOException {
                output.requireWanted();
            }

            @Override
            public void leftOut(Member member) {
                left.add(member);
            }
        });
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

    private Optional<WholeFile> wholeFile(CollectionKind kind) {
        return site.type(kind).wholeFile();
    }
}
