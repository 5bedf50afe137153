package dev.fasti.store.file.crash;

import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Files and folders of a {@link PowerCutDisk}: as they are, and as far as they are durable. */
final class PowerCutTree {
    private PowerCutTree() {}

    sealed interface Node {}

    /** What a file was seen to hold, and when it was synced. */
    static final class File implements Node {
        final List<byte[]> contents = new ArrayList<>();

        /** When it was last changed before it was synced; null if it never was. */
        @Nullable
        FileTime synced;

        byte[] last() {
            return contents.get(contents.size() - 1);
        }
    }

    /** The names in a folder: now, at its last sync, and what changed since. */
    static final class Folder implements Node {
        final Map<String, Node> now = new TreeMap<>();
        final Map<String, Node> durable = new TreeMap<>();
        final List<Change> pending = new ArrayList<>();

        Change set(String name, @Nullable Node node) {
            Change change = new Change(this, name, node);
            change.apply(now);
            pending.add(change);
            return change;
        }

        /** Makes all in it durable, however deep. */
        void settle() {
            sync(pending.size());
            for (Node node : now.values()) {
                if (node instanceof Folder inner) {
                    inner.settle();
                }
            }
        }

        /** Makes so many of the changes durable; a rename is whole, with what came before it in the other folder. */
        void sync(int count) {
            List<Change> done = new ArrayList<>(pending.subList(0, count));
            pending.subList(0, count).clear();
            for (Change change : done) {
                change.apply(durable);
                Change twin = change.twin;
                int at = twin == null ? -1 : twin.folder.pending.indexOf(twin);
                if (twin != null && at >= 0) {
                    twin.folder.sync(at + 1);
                }
            }
        }
    }

    /** A name that was given, or taken away. */
    static final class Change {
        final Folder folder;
        final @Nullable Node node;
        private final String name;

        /** The other half of a rename. */
        @Nullable
        Change twin;

        Change(Folder folder, String name, @Nullable Node node) {
            this.folder = folder;
            this.name = name;
            this.node = node;
        }

        void apply(Map<String, Node> names) {
            if (node == null) {
                names.remove(name);
            } else {
                names.put(name, node);
            }
        }
    }
}
