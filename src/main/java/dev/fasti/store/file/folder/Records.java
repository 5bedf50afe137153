package dev.fasti.store.file.folder;

import dev.fasti.store.Author;
import dev.fasti.store.file.cache.ChangeLog;
import dev.fasti.store.file.cache.History;
import dev.fasti.store.file.cache.LogRecord;
import dev.fasti.store.file.disk.Digest;
import dev.fasti.store.file.disk.Places;
import dev.fasti.store.file.index.CollectionIndex;
import dev.fasti.store.file.index.Entry;
import dev.fasti.store.file.index.Latest;
import dev.fasti.store.file.past.Event;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a folder's changes down: for clients in the change log, for people in the history. Under the folder's lock. */
record Records(Places places, ChangeLog log, Past past, Clock clock) {
    private static final Logger LOG = LoggerFactory.getLogger(Records.class);

    /** A change to the folder. */
    interface Step {
        void run(List<Event> events, Past.Attempt kept) throws IOException;
    }

    /**
     * Writes changes down, keeps what they put an end to, and makes them.
     *
     * @param created see {@link History#created}
     * @return the index with the changes; if anything fails, nothing is written down
     */
    CollectionIndex make(List<Latest> changes, Author author, CollectionIndex index, long created, Step step)
            throws IOException {
        ChangeLog.Mark mark = log.mark();
        Past.Attempt attempt = past.attempt();
        boolean performed = false;
        try {
            CollectionIndex next = index;
            List<Event> events = new ArrayList<>();
            for (Latest change : changes) {
                LogRecord record = record(change);
                events.add(Past.event(change, next.entry(change.name()), record.time(), author));
                long hash = record.hash(next.chain().last());
                log.append(record, hash, next, created);
                next = next.with(change, hash);
            }
            step.run(attempt.begin(events), attempt);
            performed = true;
            return next;
        } finally {
            if (!performed) {
                log.takeBack(mark);
                attempt.takeBack();
            }
        }
    }

    private LogRecord record(Latest change) {
        Digest digest = change instanceof Entry entry ? entry.digest() : null;
        return new LogRecord(change.revision(), clock.millis(), change.name(), digest);
    }

    /** Writes down what was found on the disk; that this fails must not hide it. */
    CollectionIndex found(Latest change, CollectionIndex index, long created) {
        LogRecord record = record(change);
        long hash = record.hash(index.chain().last());
        try {
            log.append(record, hash, index, created);
        } catch (IOException e) {
            log.fallBehind();
            LOG.warn("The change log of {} cannot be written: {}", places.folder(), e.toString());
        }
        past.found(List.of(Past.event(change, index.entry(change.name()), record.time(), Author.OUTSIDE)));
        return index.with(change, hash);
    }
}
