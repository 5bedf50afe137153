package dev.fasti.store.file.past;

import dev.fasti.store.Author;
import dev.fasti.store.CollectionPath;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices when one client deletes most of a large collection within a short time, and marks the moment before.
 *
 * <p>Nothing is held up or refused: the mark and the line in the log are for whoever finds the deletion to be a mistake.
 * Deletions are counted since the server's start.
 */
public final class MassDeletes {
    private static final Logger LOG = LoggerFactory.getLogger(MassDeletes.class);

    /** So many collections and clients are watched at once; the one that deleted least recently is forgotten first. */
    private static final int MOST = 1_000;

    private final Retention.Brake brake;
    private final Marks marks;
    private final Map<Key, Count> counts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Count> eldest) {
            return size() > MOST;
        }
    };

    public MassDeletes(Retention.Brake brake, Marks marks) {
        this.brake = brake;
        this.marks = marks;
    }

    private record Key(CollectionPath collection, String user, String client) {}

    /** The deletions of one client in one collection that lie in the window. */
    private static final class Count {
        private final Deque<Instant> times = new ArrayDeque<>();
        private int held;
        private boolean isMarked;
    }

    /**
     * One member has been deleted.
     *
     * @param held how many members there were before
     * @param time when, not later than any record of the deletion
     */
    public void member(CollectionPath collection, Author author, int held, Instant time) {
        if (!brake.isOn() || (held < brake.members() && !isCounting(collection, author))) {
            return;
        }
        Count tripped = count(collection, author, held, time);
        if (tripped != null) {
            mark(collection, author, tripped.times.getFirst(), tripped.times.size(), tripped.held);
        }
    }

    private synchronized boolean isCounting(CollectionPath collection, Author author) {
        return counts.containsKey(new Key(collection, author.user(), author.client()));
    }

    private synchronized @Nullable Count count(CollectionPath collection, Author author, int held, Instant time) {
        Count count = counts.computeIfAbsent(new Key(collection, author.user(), author.client()), key -> new Count());
        while (!count.times.isEmpty() && isPast(count.times.getFirst(), time)) {
            count.times.removeFirst();
            count.held--;
        }
        if (count.times.isEmpty()) {
            count.isMarked = false;
            count.held = held;
        }
        count.times.addLast(time);
        boolean isMost = (long) count.times.size() * 100 >= (long) count.held * brake.percent();
        if (count.isMarked || count.times.size() < brake.members() || !isMost) {
            return null;
        }
        count.isMarked = true;
        return count;
    }

    private boolean isPast(Instant first, Instant now) {
        return first.plus(brake.window()).isBefore(now);
    }

    /**
     * A collection has been deleted or replaced with all that it held.
     *
     * @param held how many members there were
     * @param time when, not later than any record of the deletion
     */
    public void collection(CollectionPath collection, Author author, int held, Instant time) {
        if (brake.isOn() && held >= brake.members()) {
            mark(collection, author, time, held, held);
        }
    }

    private void mark(CollectionPath collection, Author author, Instant first, int deleted, int held) {
        Instant before = first.minusMillis(1);
        String who = (author.user().isEmpty() ? "nobody" : author.user()) + " with \""
                + (author.client().isEmpty() ? "an unnamed client" : author.client()) + "\" (" + author.action() + ")";
        try {
            Mark mark = marks.make(collection, before, author, deleted, held);
            LOG.warn(
                    "Mass deletion: {} deleted {} of {} members of {} since {}. If that was a mistake: fasti history"
                            + " restore --before-mark {} --keep-new",
                    who,
                    deleted,
                    held,
                    collection,
                    first,
                    mark.name());
        } catch (IOException e) {
            LOG.warn(
                    "Mass deletion: {} deleted {} of {} members of {} since {}. If that was a mistake: fasti history"
                            + " restore {} --at {} --keep-new (no mark could be made: {})",
                    who,
                    deleted,
                    held,
                    collection,
                    first,
                    collection,
                    before,
                    e.toString());
        }
    }
}
