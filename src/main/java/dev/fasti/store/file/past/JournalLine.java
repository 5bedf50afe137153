package dev.fasti.store.file.past;

import dev.fasti.store.Author;
import java.time.Instant;

/** What one line of a journal tells. */
public sealed interface JournalLine permits Event, CollectionEvent {
    /** When it happened, in whole milliseconds. */
    Instant time();

    /** Who did it. */
    Author author();
}
