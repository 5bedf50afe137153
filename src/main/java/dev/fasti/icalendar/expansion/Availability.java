package dev.fasti.icalendar.expansion;

import dev.fasti.icalendar.component.CalendarComponent;
import dev.fasti.icalendar.time.TimeRange;
import java.util.List;

/**
 * A time that a VAVAILABILITY speaks of: all of it is taken, but for what is available (RFC 7953 section 3.1).
 *
 * @param component the VAVAILABILITY
 * @param span its time
 * @param available what of it is available, in no order; periods may overlap
 */
public record Availability(CalendarComponent component, TimeRange span, List<TimeRange> available) {
    public Availability {
        available = List.copyOf(available);
    }
}
