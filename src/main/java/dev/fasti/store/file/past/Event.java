package dev.fasti.store.file.past;

import dev.fasti.store.Author;
import dev.fasti.store.condition.ETag;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One change of one name in a collection, as its journal tells it.
 *
 * @param time when, in whole milliseconds
 * @param revision the collection's revision that it made; for properties, the one that there was
 * @param name the member's; {@link #PROPERTIES} for the collection's own properties; for a member's dead properties what
 *     {@link #ofProperties} makes of its name
 * @param before the content that it put an end to; null if there was none, or it is not known
 * @param after the content that it made; null if it made none, or it is not known
 */
public record Event(
        Instant time,
        long revision,
        String name,
        @Nullable ETag before,
        @Nullable ETag after,
        Author author) implements JournalLine {
    /** Where a collection's properties lie; a member's name never starts with a dot. */
    public static final String PROPERTIES = ".Radicale.props";

    private static final String ITEM_PROPERTIES = ".properties-";

    /** What happened. */
    public enum What {
        CREATED,
        REPLACED,
        DELETED,
        PROPERTIES,
        ITEM_PROPERTIES
    }

    public What what() {
        if (name.equals(PROPERTIES)) {
            return What.PROPERTIES;
        }
        if (name.startsWith(ITEM_PROPERTIES)) {
            return What.ITEM_PROPERTIES;
        }
        if (after == null) {
            return What.DELETED;
        }
        return before == null ? What.CREATED : What.REPLACED;
    }

    /** The name that events of a member's dead properties have. */
    public static String ofProperties(String member) {
        return ITEM_PROPERTIES + member;
    }

    /** The member whose content or properties are meant; the name itself for what is of no member. */
    public String member() {
        return what() == What.ITEM_PROPERTIES ? name.substring(ITEM_PROPERTIES.length()) : name;
    }

    /** Those of the lines that tell of a change. */
    public static List<Event> in(List<JournalLine> lines) {
        return lines.stream()
                .flatMap(line -> line instanceof Event event ? Stream.of(event) : Stream.empty())
                .toList();
    }

    /** The same at another time. */
    public Event at(Instant other) {
        return new Event(other, revision, name, before, after, author);
    }

    /** The name by which the version that this change has ended is asked for. */
    public String id() {
        return VersionName.of(this).id();
    }
}
