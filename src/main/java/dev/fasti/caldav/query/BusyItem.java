package dev.fasti.caldav.query;

import dev.fasti.dav.DavException;
import dev.fasti.dav.Precondition;
import dev.fasti.icalendar.CalendarDocument;
import dev.fasti.icalendar.component.CalendarComponent;
import dev.fasti.icalendar.component.CalendarProperty;
import dev.fasti.icalendar.expansion.Expander;
import dev.fasti.icalendar.expansion.Instance;
import dev.fasti.icalendar.recurrence.TooManyInstances;
import dev.fasti.icalendar.time.TimePoint;
import dev.fasti.icalendar.time.TimeRange;
import java.time.Duration;

/** The busy time that one calendar object makes (RFC 4791 section 7.10). */
final class BusyItem {
    /** In so much time nobody goes to thousands of meetings of one series. */
    private static final Duration ALL_BUSY = Duration.ofDays(366);

    private final CalendarDocument document;
    private final Expander expander;

    BusyItem(CalendarDocument document, Expander expander) {
        this.document = document;
        this.expander = expander;
    }

    /**
     * Adds the item's busy time within a range.
     *
     * <p>An event that recurs more often than can be counted makes all of the range busy: to leave it out would say that
     * there is time. In a range of many years that would say too much, so that such a range is refused.
     */
    void addTo(BusyTime busy, TimeRange range) {
        for (CalendarComponent component : document.calendar().components()) {
            if (component.name().equals("VFREEBUSY")) {
                component.properties("FREEBUSY").forEach(property -> add(property, busy));
            }
        }
        try {
            for (Instance instance : expander.instances(document, range)) {
                add(instance, busy);
            }
        } catch (TooManyInstances e) {
            if (Duration.between(range.start(), range.end()).compareTo(ALL_BUSY) > 0) {
                throw new DavException.Refused(
                        Precondition.NUMBER_OF_MATCHES_WITHIN_LIMITS, 403, "the range has too many instances");
            }
            for (CalendarComponent component : document.calendar().components()) {
                if (component.name().equals("VEVENT")) {
                    BusyType.of(component).ifPresent(type -> busy.add(type, range.start(), range.end()));
                }
            }
        }
    }

    private void add(CalendarProperty freeBusy, BusyTime busy) {
        BusyType.of(freeBusy)
                .ifPresent(type -> expander.periods(document, freeBusy)
                        .forEach(period -> busy.add(type, period.start(), period.end())));
    }

    private static void add(Instance instance, BusyTime busy) {
        TimePoint start = instance.start();
        TimePoint end = instance.end();
        if (start != null && end != null && instance.component().name().equals("VEVENT")) {
            BusyType.of(instance.component()).ifPresent(type -> busy.add(type, start.instant(), end.instant()));
        }
    }
}
