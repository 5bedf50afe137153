package dev.fasti.cli.history;

import dev.fasti.cli.history.Undoing.ItemProperties;
import dev.fasti.cli.history.Undoing.Lost;
import dev.fasti.cli.history.Undoing.Properties;
import dev.fasti.cli.history.Undoing.Recreate;
import dev.fasti.cli.history.Undoing.Remove;
import dev.fasti.cli.history.Undoing.Revert;
import dev.fasti.store.Collection;
import dev.fasti.store.Member;
import dev.fasti.store.condition.ETag;
import dev.fasti.store.file.StorePast;
import dev.fasti.store.file.past.Event;
import dev.fasti.store.file.past.Event.What;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyValue;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds out what has to be done for a collection to be as it was at a moment. */
final class UndoPlan {
    private final StorePast past;
    private final Collection collection;
    private final List<Event> events;

    UndoPlan(StorePast past, Collection collection) {
        this.past = past;
        this.collection = collection;
        this.events = past.events(collection.path());
    }

    /**
     * What has to be done, in the order in which it can be: what came later first, for it may have the UID of what was
     * there.
     *
     * @param names which names are looked at
     */
    List<Undoing> to(Instant at, Predicate<String> names) throws IOException {
        List<Undoing> removals = new ArrayList<>();
        List<Undoing> rest = new ArrayList<>();
        List<Undoing> last = new ArrayList<>();
        Map<String, Event> first = firstAfter(at);
        for (Event event : first.values()) {
            if (!names.test(event.member())) {
                continue;
            }
            if (event.what() == What.ITEM_PROPERTIES) {
                Event content = first.get(event.member());
                if (content == null || content.before() != null) {
                    boolean isRewritten = content != null && undo(content).isPresent();
                    undoProperties(event, isRewritten).ifPresent(last::add);
                }
            } else {
                undo(event).ifPresent(found -> (found instanceof Remove ? removals : rest).add(found));
            }
        }
        removals.addAll(rest);
        removals.addAll(last);
        return removals;
    }

    /** The first event of each name from the first one on that is later: a clock may have been set back in between. */
    private Map<String, Event> firstAfter(Instant at) {
        Map<String, Event> first = new LinkedHashMap<>();
        boolean isLater = false;
        for (Event event : events) {
            isLater |= event.time().isAfter(at);
            if (isLater) {
                first.putIfAbsent(event.name(), event);
            }
        }
        return first;
    }

    /** What has to be done for an item to have the properties that it had until an event of its content. */
    Optional<Undoing> propertiesUntil(Event end) throws IOException {
        int at = events.indexOf(end);
        // Whatever takes an item away takes away its properties just before.
        boolean isEnding = at > 0
                && events.get(at - 1).name().equals(Event.ofProperties(end.name()))
                && events.get(at - 1).after() == null
                && end.after() == null;
        for (Event event : events.subList(isEnding ? at - 1 : at, events.size())) {
            if (event.name().equals(Event.ofProperties(end.name()))) {
                return undoProperties(event, true);
            }
        }
        return Optional.empty();
    }

    /** @param isRewritten whether the item may lose the properties that it has now before this is done */
    private Optional<Undoing> undoProperties(Event event, boolean isRewritten) throws IOException {
        String member = event.member();
        ETag before = event.before();
        Map<PropertyName, PropertyValue> then = Map.of();
        if (before != null) {
            Optional<byte[]> octets = octets(event, before);
            if (octets.isEmpty()) {
                return Optional.of(new Lost("the properties of " + member, before));
            }
            then = StorePast.itemProperties(octets.get());
        }
        Map<PropertyName, PropertyValue> now = collection
                .snapshot()
                .members()
                .named(member)
                .map(Member::properties)
                .orElse(Map.of());
        boolean isSo = then.equals(now) && (then.isEmpty() || !isRewritten);
        return isSo ? Optional.empty() : Optional.of(new ItemProperties(member, then));
    }

    private Optional<Undoing> undo(Event event) throws IOException {
        if (event.what() == What.PROPERTIES) {
            Optional<byte[]> octets = past.version(collection.path(), event);
            if (octets.isEmpty()) {
                return Optional.empty();
            }
            Properties before = new Properties(StorePast.properties(octets.get()));
            Map<PropertyName, PropertyValue> now =
                    new HashMap<>(collection.snapshot().properties());
            now.remove(PropertyName.RESOURCE_ID);
            return before.properties().equals(now) ? Optional.empty() : Optional.of(before);
        }
        Optional<Member> now = collection.snapshot().members().named(event.name());
        ETag before = event.before();
        if (before == null) {
            return now.map(member -> new Remove(event.name()));
        }
        if (now.isPresent() && now.get().etag().equals(before)) {
            return Optional.empty();
        }
        Optional<byte[]> octets = octets(event, before);
        if (octets.isEmpty()) {
            return Optional.of(new Lost(event.name(), before));
        }
        return Optional.of(
                now.isPresent() ? new Revert(event.name(), octets.get()) : new Recreate(event.name(), octets.get()));
    }

    /** The version itself, or another one of the same content. */
    private Optional<byte[]> octets(Event event, ETag content) {
        Optional<byte[]> own = past.version(collection.path(), event);
        if (own.isPresent()) {
            return own;
        }
        return events.stream()
                .filter(other -> content.equals(other.before()))
                .flatMap(other -> past.version(collection.path(), other).stream())
                .filter(octets -> ETag.of(octets).equals(content))
                .findFirst();
    }
}
