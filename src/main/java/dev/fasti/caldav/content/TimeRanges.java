package dev.fasti.caldav.content;

import dev.fasti.dav.DavException;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.icalendar.time.TimeRange;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Optional;
import java.util.function.Function;

/** Reads the {@code start} and {@code end} attributes of elements that say a range of time (RFC 4791 section 9.9). */
public final class TimeRanges {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withResolverStyle(ResolverStyle.STRICT);

    private TimeRanges() {}

    /**
     * A range that may be open at one end.
     *
     * @param refusal makes the refusal of what is no such range
     */
    public static TimeRange open(XmlElement element, Function<String, DavException> refusal) {
        Optional<Instant> start = instant(element, "start", refusal);
        Optional<Instant> end = instant(element, "end", refusal);
        if (start.isEmpty() && end.isEmpty()) {
            throw refusal.apply("a time range has a start or an end");
        }
        return range(start.orElse(Instant.MIN), end.orElse(Instant.MAX), refusal);
    }

    /**
     * A range with both ends.
     *
     * @param refusal makes the refusal of what is no such range
     */
    public static TimeRange closed(XmlElement element, Function<String, DavException> refusal) {
        Instant start = instant(element, "start", refusal).orElseThrow(() -> refusal.apply("start is missing"));
        Instant end = instant(element, "end", refusal).orElseThrow(() -> refusal.apply("end is missing"));
        return range(start, end, refusal);
    }

    private static TimeRange range(Instant start, Instant end, Function<String, DavException> refusal) {
        if (!start.isBefore(end)) {
            throw refusal.apply("a time range ends after its start");
        }
        return new TimeRange(start, end);
    }

    private static Optional<Instant> instant(XmlElement element, String name, Function<String, DavException> refusal) {
        Optional<String> value = element.attribute(name).map(String::strip);
        try {
            return value.map(text -> LocalDateTime.parse(text, UTC).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            throw refusal.apply(name + " is not a date with UTC time");
        }
    }
}
