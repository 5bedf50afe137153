package dev.fasti.caldav.content;

import dev.fasti.icalendar.CalendarDocument;
import dev.fasti.icalendar.component.CalendarComponent;
import dev.fasti.icalendar.component.CalendarProperty;
import dev.fasti.icalendar.expansion.Expander;
import dev.fasti.icalendar.expansion.Instance;
import dev.fasti.icalendar.time.TimePoint;
import dev.fasti.icalendar.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The overridden components of a calendar object that have to do with a time (RFC 4791 section 9.6.6). */
final class Overrides {
    private static final String ID = "RECURRENCE-ID";

    private final CalendarDocument document;
    private final Expander expander;
    private final @Nullable CalendarComponent series;
    private @Nullable Duration length;

    Overrides(CalendarDocument document, Expander expander) {
        this.document = document;
        this.expander = expander;
        this.series = document.calendar().components().stream()
                .filter(component -> component.property("DTSTART").isPresent()
                        && component.property(ID).isEmpty()
                        && !component.name().equals("VTIMEZONE"))
                .findFirst()
                .orElse(null);
    }

    /**
     * The VCALENDAR with those overridden components only that are in the range, or would be if they were not
     * overridden, or change instances from before its end on.
     */
    CalendarComponent limited(TimeRange range) {
        CalendarComponent calendar = document.calendar();
        List<CalendarComponent> kept = calendar.components().stream()
                .filter(component -> component
                        .property(ID)
                        .map(id -> impacts(component, id, range))
                        .orElse(true))
                .toList();
        return new CalendarComponent(calendar.name(), calendar.properties(), kept);
    }

    private boolean impacts(CalendarComponent override, CalendarProperty id, TimeRange range) {
        Optional<TimePoint> start = expander.time(document, id);
        if (start.isEmpty()) {
            return true; // nobody knows what it overrides
        }
        if (id.parameter("RANGE").isPresent() && start.get().instant().isBefore(range.end())) {
            return true;
        }
        return expander.overlaps(document, original(override, start.get()), range)
                || expander.find(document, range, instance -> instance.component() == override)
                        .isPresent();
    }

    /** The instance as it would be if it were not overridden. */
    private Instance original(CalendarComponent override, TimePoint start) {
        CalendarComponent component = series == null ? override : series;
        Instant end = start.instant().plus(length());
        ZoneOffset offset = start.rules().getOffset(end);
        TimePoint over = new TimePoint(end, LocalDateTime.ofInstant(end, offset), start.form(), start.rules());
        return new Instance(component, start, over, start);
    }

    /** How long an instance of the series lasts; no time at all where nothing says so. */
    private Duration length() {
        Duration known = length;
        if (known == null) {
            known = series == null ? Duration.ZERO : lengthOf(series);
            length = known;
        }
        return known;
    }

    private Duration lengthOf(CalendarComponent recurring) {
        return expander.find(document, TimeRange.ALWAYS, instance -> instance.component() == recurring)
                .map(Overrides::lengthOf)
                .orElse(Duration.ZERO);
    }

    private static Duration lengthOf(Instance instance) {
        TimePoint start = instance.start();
        TimePoint end = instance.end();
        return start == null || end == null ? Duration.ZERO : Duration.between(start.instant(), end.instant());
    }
}
