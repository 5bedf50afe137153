package dev.fasti.store.file.past;

import dev.fasti.store.Author;
import dev.fasti.store.path.CollectionPath;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a collection as a whole, as its journal tells it. The journal goes with the collection, and so does this.
 *
 * @param time when, in whole milliseconds
 * @param path where it is from then on; where it was, if it was deleted
 * @param origin where it was before, or what it is a copy of; null if it is neither moved nor copied
 */
public record CollectionEvent(
        Instant time,
        What what,
        CollectionPath path,
        @Nullable CollectionPath origin,
        Author author) implements JournalLine {
    /** What happened. */
    public enum What {
        MADE,
        COPIED,
        MOVED,
        DELETED,
        BROUGHT_BACK
    }

    public CollectionEvent {
        if ((origin != null) != (what == What.COPIED || what == What.MOVED)) {
            throw new IllegalArgumentException(what + " from " + origin);
        }
    }

    /** Made, deleted or brought back at a place. */
    public static CollectionEvent at(CollectionPath path, What what, Instant time, Author author) {
        return new CollectionEvent(time, what, path, null, author);
    }

    /** Where the collection was before; for one that came from nowhere, or is a copy, where it is from then on. */
    public CollectionPath whence() {
        return what == What.MOVED && origin != null ? origin : path;
    }
}
