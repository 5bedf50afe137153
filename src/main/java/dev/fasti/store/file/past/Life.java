package dev.fasti.store.file.past;

import dev.fasti.store.file.past.CollectionEvent.What;
import dev.fasti.store.path.CollectionPath;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What became of one collection, as far as its journal tells.
 *
 * @param events in the order in which they happened
 */
public record Life(List<CollectionEvent> events) {
    public Life {
        events = List.copyOf(events);
    }

    /**
     * Where the collection was at a moment: before the first event in their order that is later, for a clock may have
     * been set back in between. Empty if it was nowhere: it had not been made yet, or was deleted just then.
     *
     * @param now where it is, or was last
     */
    public Optional<CollectionPath> placeAt(Instant moment, CollectionPath now) {
        List<CollectionEvent> later = after(moment);
        // A journal that came from a backup tells of the collection that was backed up, too.
        if (later.stream().anyMatch(event -> event.what() == What.MADE || event.what() == What.COPIED)) {
            return Optional.empty();
        }
        if (later.isEmpty()) {
            return Optional.of(now);
        }
        CollectionEvent first = later.get(0);
        return switch (first.what()) {
            case MADE, COPIED, BROUGHT_BACK -> Optional.empty();
            case MOVED -> Optional.ofNullable(first.origin());
            case DELETED -> Optional.of(first.path());
        };
    }

    /** Whether anything is known of it after a moment. */
    public boolean isToldAfter(Instant moment) {
        return !after(moment).isEmpty();
    }

    private List<CollectionEvent> after(Instant moment) {
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).time().isAfter(moment)) {
                return events.subList(i, events.size());
            }
        }
        return List.of();
    }
}
