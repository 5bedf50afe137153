package dev.fasti.caldav.content;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fasti.icalendar.CalendarDocument;
import dev.fasti.icalendar.component.InvalidCalendar;
import dev.fasti.store.condition.ETag;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The calendar objects that were read last, parsed. A tag says which content a document is of, so that nothing here
 * ever has to be thrown away but for want of room. Safe for use by several threads.
 */
public final class ParsedCalendars {
    /** Parsed, an object takes some ten times its octets, and this much besides. */
    private static final int GROWTH = 10;

    private static final int OVERHEAD = 500;

    private final Cache<ETag, Weighed> documents;

    /** @param maxOctets about how much memory the documents may take */
    public ParsedCalendars(long maxOctets) {
        documents = Caffeine.newBuilder()
                .maximumWeight(maxOctets)
                .weigher((ETag tag, Weighed document) -> document.weight())
                .executor(Runnable::run)
                .build();
    }

    /** The document of the content with this tag, if it is at hand. */
    public Optional<CalendarDocument> find(ETag tag) {
        return Optional.ofNullable(documents.getIfPresent(tag)).map(Weighed::document);
    }

    /**
     * The document of some octets.
     *
     * @param tag the tag of exactly these octets
     * @throws InvalidCalendar if they cannot be parsed
     */
    public CalendarDocument of(ETag tag, byte[] octets) {
        return find(tag).orElseGet(parse(tag, octets));
    }

    private Supplier<CalendarDocument> parse(ETag tag, byte[] octets) {
        return () -> {
            CalendarDocument document = CalendarDocument.parse(octets);
            long weight = (long) GROWTH * octets.length + OVERHEAD;
            documents.put(tag, new Weighed(document, (int) Math.min(weight, Integer.MAX_VALUE)));
            return document;
        };
    }

    private record Weighed(CalendarDocument document, int weight) {}
}
