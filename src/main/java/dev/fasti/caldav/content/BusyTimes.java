package dev.fasti.caldav.content;

import dev.fasti.icalendar.CalendarDocument;
import dev.fasti.icalendar.component.CalendarComponent;
import dev.fasti.icalendar.component.CalendarProperty;
import dev.fasti.icalendar.expansion.Expander;
import dev.fasti.icalendar.time.TimeRange;
import java.util.ArrayList;
import java.util.List;

/** The FREEBUSY values of a calendar object that have to do with a time (RFC 4791 section 9.6.7). */
final class BusyTimes {
    private static final String FREEBUSY = "FREEBUSY";

    private final CalendarDocument document;
    private final Expander expander;

    BusyTimes(CalendarDocument document, Expander expander) {
        this.document = document;
        this.expander = expander;
    }

    /** The VCALENDAR with those values only that overlap the range. */
    CalendarComponent limited(CalendarComponent calendar, TimeRange range) {
        return new CalendarComponent(
                calendar.name(),
                calendar.properties(),
                calendar.components().stream()
                        .map(component -> component.name().equals("VFREEBUSY") ? busy(component, range) : component)
                        .toList());
    }

    private CalendarComponent busy(CalendarComponent component, TimeRange range) {
        List<CalendarProperty> properties = new ArrayList<>();
        for (CalendarProperty property : component.properties()) {
            if (!property.name().equals(FREEBUSY)) {
                properties.add(property);
                continue;
            }
            List<String> values = new ArrayList<>();
            for (String value : property.value().split(",")) {
                if (overlaps(new CalendarProperty(FREEBUSY, property.parameters(), value), range)) {
                    values.add(value);
                }
            }
            if (!values.isEmpty()) {
                properties.add(new CalendarProperty(FREEBUSY, property.parameters(), String.join(",", values)));
            }
        }
        return new CalendarComponent(component.name(), properties, component.components());
    }

    private boolean overlaps(CalendarProperty single, TimeRange range) {
        return expander.periods(document, single).stream()
                .anyMatch(period ->
                        period.start().isBefore(range.end()) && range.start().isBefore(period.end()));
    }
}
