package dev.fasti.store.file.folder;

import dev.fasti.store.Author;
import dev.fasti.store.condition.ETag;
import dev.fasti.store.file.disk.Places;
import dev.fasti.store.file.index.Entry;
import dev.fasti.store.file.past.Event;
import dev.fasti.store.file.props.MemberProperties;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyValue;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The dead properties of a folder's members, with their history: each change is written down, and what it puts an end to is
 * kept. Used under the folder's lock only.
 */
public record KeptProperties(MemberProperties files, Past past, Places places, Clock clock) {
    /**
     * Makes these the properties of a member, durably but for the name of what is kept, which {@link Past#syncNames} makes so.
     *
     * @param name the member's, which need not be there yet
     * @param entry the member as it is; null if there is none
     */
    public void replace(String name, @Nullable Entry entry, Map<PropertyName, PropertyValue> properties, Author author)
            throws IOException {
        Map<PropertyName, PropertyValue> before = entry == null ? Map.of() : entry.properties();
        long revision = entry == null ? 0 : entry.revision();
        FolderStep step = () -> files.write(name, properties, places.newTemporary());
        if (before.equals(properties)) {
            step.run();
        } else {
            kept(event(name, revision, tag(before), tag(properties), author), step);
        }
    }

    /** Lets go of the properties of a member that {@code step} takes away; if that fails, they stay. */
    void end(String name, @Nullable Entry entry, Author author, FolderStep step) throws IOException {
        if (entry == null || entry.properties().isEmpty()) {
            step.run();
        } else {
            kept(event(name, entry.revision(), tag(entry.properties()), null, author), step);
        }
        forget(name);
    }

    /** Removes what a member of this name had, of which nothing is kept; see {@link MemberProperties#forget}. */
    public void forget(String name) {
        files.forget(name);
    }

    /** See {@link MemberProperties#requireNone}. */
    public void requireNone(String name) throws IOException {
        files.requireNone(name);
    }

    private Event event(String name, long revision, @Nullable ETag before, @Nullable ETag after, Author author) {
        return new Event(
                Instant.ofEpochMilli(clock.millis()), revision, Event.ofProperties(name), before, after, author);
    }

    private static @Nullable ETag tag(Map<PropertyName, PropertyValue> properties) throws IOException {
        return properties.isEmpty() ? null : ETag.of(MemberProperties.octets(properties));
    }

    private void kept(Event event, FolderStep step) throws IOException {
        Past.Attempt attempt = past.attempt();
        boolean performed = false;
        try {
            attempt.begin(List.of(event));
            step.run();
            performed = true;
        } finally {
            if (!performed) {
                attempt.takeBack();
            }
        }
    }
}
