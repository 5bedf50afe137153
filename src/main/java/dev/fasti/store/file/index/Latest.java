package dev.fasti.store.file.index;

import dev.fasti.store.Change;

/** The latest thing that happened to a name, in the compact form that the index holds. */
public sealed interface Latest permits Entry, Latest.Tombstone {
    String name();

    long revision();

    /** When it happened, in milliseconds since 1970. */
    long time();

    Change change();

    /** A member that is gone. */
    record Tombstone(String name, long revision, long time) implements Latest {
        @Override
        public Change change() {
            return new Change.Removed(name, revision);
        }
    }
}
