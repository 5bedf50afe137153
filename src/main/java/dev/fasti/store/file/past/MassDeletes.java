package dev.fasti.store.file.past;

import dev.fasti.store.Author;
import dev.fasti.store.path.CollectionPath;
import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices when one client takes away most of a large collection within a short time, by deleting members or by giving them
 * other contents, and marks the moment before.
 *
 * <p>Nothing is held up or refused: the mark and the line in the log are for whoever finds the loss to be a mistake. What
 * happened before the server's start is in the journals, and counts.
 */
public final class MassDeletes {
    private static final Logger LOG = LoggerFactory.getLogger(MassDeletes.class);

    /** So many collections and clients are watched at once; the one that took something least recently is forgotten first. */
    private static final int MOST = 1_000;

    private final Retention.Brake brake;
    private final Marks marks;
    private final Instant started;
    private final Map<Key, Count> counts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Count> eldest) {
            return size() > MOST;
        }
    };

    /** @param started when it begins to be told what happens */
    public MassDeletes(Retention.Brake brake, Marks marks, Instant started) {
        this.brake = brake;
        this.marks = marks;
        this.started = started;
    }

    /**
     * A member whose content is not there any more.
     *
     * @param what happened to it: deleted or replaced
     * @param held how many members there were before
     * @param time when, not later than any record of it
     */
    public record Loss(
            CollectionPath collection, Author author, String member, Event.What what, int held, Instant time) {
        Key key() {
            return new Key(collection, author.user(), author.client());
        }
    }

    /** Reads what the collection's journal tells, if that is needed. */
    @FunctionalInterface
    public interface Told {
        List<Event> events() throws IOException;
    }

    private record Key(CollectionPath collection, String user, String client) {}

    /** What made a mark due. */
    private record Trip(Instant first, int lost, int held) {}

    /** What one client took away in one collection within the window: each member once, by the time of its last loss. */
    private static final class Count {
        private record Last(Instant time, Event.What what) {}

        private final LinkedHashMap<String, Last> lost = new LinkedHashMap<>();
        private int deleted;
        private boolean isMarked;

        void add(String member, Event.What what, Instant time) {
            drop(lost.remove(member));
            lost.put(member, new Last(time, what));
            deleted += what == Event.What.DELETED ? 1 : 0;
        }

        private void drop(@Nullable Last last) {
            deleted -= last != null && last.what() == Event.What.DELETED ? 1 : 0;
        }

        void forgetBefore(Instant limit) {
            Iterator<Last> each = lost.values().iterator();
            while (each.hasNext()) {
                Last last = each.next();
                if (!last.time().isBefore(limit)) {
                    break;
                }
                drop(last);
                each.remove();
            }
            if (lost.isEmpty()) {
                isMarked = false;
            }
        }

        Instant first() {
            return lost.values().iterator().next().time();
        }
    }

    /** One member has been deleted, or has other contents than before. */
    public void member(Loss loss, Told told) {
        if (!brake.isOn()) {
            return;
        }
        boolean isNew = !isCounting(loss.key());
        boolean hasPast = isNew && loss.time().isBefore(started.plus(brake.window()));
        if (isNew && !hasPast && loss.held() < brake.members()) {
            return;
        }
        List<Event> earlier = hasPast ? earlier(loss, told) : List.of();
        Trip trip = count(loss, earlier);
        if (trip != null) {
            mark(loss.collection(), loss.author(), trip.first(), trip.lost(), trip.held());
        }
    }

    private synchronized boolean isCounting(Key key) {
        return counts.containsKey(key);
    }

    /** What the same client took away before, since the window began. */
    private List<Event> earlier(Loss loss, Told told) {
        try {
            return told.events().stream()
                    .filter(event -> event.author().user().equals(loss.author().user())
                            && event.author().client().equals(loss.author().client())
                            && event.time().isAfter(loss.time().minus(brake.window()))
                            && event.time().isBefore(loss.time())
                            && isLoss(event))
                    .toList();
        } catch (IOException e) {
            LOG.warn("The journal of {} cannot be read: {}", loss.collection(), e.toString());
            return List.of();
        }
    }

    private static boolean isLoss(Event event) {
        return event.what() == Event.What.DELETED
                || event.what() == Event.What.REPLACED && !Objects.equals(event.before(), event.after());
    }

    private synchronized @Nullable Trip count(Loss loss, List<Event> earlier) {
        Count count = counts.get(loss.key());
        if (count == null) {
            count = new Count();
            counts.put(loss.key(), count);
            for (Event event : earlier) {
                count.add(event.name(), event.what(), event.time());
            }
            count.isMarked = isMost(count, loss.held() + count.deleted);
        }
        count.forgetBefore(loss.time().minus(brake.window()));
        count.add(loss.member(), loss.what(), loss.time());
        int held = loss.held() + count.deleted - (loss.what() == Event.What.DELETED ? 1 : 0);
        if (count.isMarked || !isMost(count, held)) {
            return null;
        }
        count.isMarked = true;
        return new Trip(count.first(), count.lost.size(), held);
    }

    private boolean isMost(Count count, int held) {
        int lost = count.lost.size();
        return lost >= brake.members() && (long) lost * 100 >= (long) held * brake.percent();
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
                    "Mass deletion: {} deleted or replaced {} of {} members of {} since {}. If that was a mistake: fasti history"
                            + " restore --before-mark {} --keep-new",
                    who,
                    deleted,
                    held,
                    collection,
                    first,
                    mark.name());
        } catch (IOException e) {
            LOG.warn(
                    "Mass deletion: {} deleted or replaced {} of {} members of {} since {}. If that was a mistake: fasti history"
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
