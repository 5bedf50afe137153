package dev.fasti.caldav.query;

import dev.fasti.icalendar.component.CalendarComponent;
import dev.fasti.icalendar.component.CalendarParameter;
import dev.fasti.icalendar.component.CalendarProperty;
import dev.fasti.icalendar.component.CalendarText;
import dev.fasti.icalendar.time.TimeRange;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A VCALENDAR with one VFREEBUSY (RFC 5545 section 3.6.4).
 *
 * @param stamp when it is made
 * @param of a name of what it is about, which its UID is made from
 */
record FreeBusyText(Instant stamp, String of) {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** The octets of the object that says these periods, one FREEBUSY each. */
    byte[] of(TimeRange range, List<BusyTime.Period> periods) {
        List<CalendarProperty> properties = new ArrayList<>();
        properties.add(property("UID", uid(range)));
        properties.add(property("DTSTAMP", UTC.format(stamp)));
        properties.add(property("DTSTART", UTC.format(range.start())));
        properties.add(property("DTEND", UTC.format(range.end())));
        for (BusyTime.Period period : periods) {
            properties.add(new CalendarProperty(
                    "FREEBUSY",
                    List.of(new CalendarParameter(
                            "FBTYPE", List.of(period.type().parameter()))),
                    UTC.format(period.range().start()) + "/"
                            + UTC.format(period.range().end())));
        }
        CalendarComponent freeBusy = new CalendarComponent("VFREEBUSY", properties, List.of());
        return CalendarText.of(new CalendarComponent(
                "VCALENDAR",
                List.of(property("VERSION", "2.0"), property("PRODID", "-//Fasti//Fasti//EN")),
                List.of(freeBusy)));
    }

    private String uid(TimeRange range) {
        String all = of + " " + stamp + " " + range;
        return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static CalendarProperty property(String name, String value) {
        return new CalendarProperty(name, List.of(), value);
    }
}
