package dev.fasti.icalendar;

import com.github.mangstadt.vinnie.VObjectProperty;
import dev.fasti.icalendar.component.InvalidCalendar;
import dev.fasti.icalendar.component.InvalidCalendar.Reason;
import dev.fasti.icalendar.component.Problems;
import dev.fasti.icalendar.time.TimeZones;
import dev.fasti.icalendar.zone.OwnZones;
import dev.fasti.vobject.ContentLines;
import dev.fasti.vobject.ContentSink;
import dev.fasti.vobject.Dialect;
import dev.fasti.vobject.Fault;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The value of {@code CALDAV:calendar-timezone}: an iCalendar object with exactly one VTIMEZONE (RFC 4791 section 5.2.2). */
public final class CalendarTimezone {
    private CalendarTimezone() {}

    /**
     * Checks a value.
     *
     * @throws InvalidCalendar for {@link Reason#DATA}, if it is not one VCALENDAR with one VTIMEZONE and nothing else,
     *     or the VTIMEZONE has no TZID or no offsets and is no known zone either
     */
    public static void validate(String value) {
        tzid(value);
    }

    /**
     * The TZID of a value's VTIMEZONE.
     *
     * @throws InvalidCalendar as {@link #validate} does
     */
    public static String tzid(String value) {
        Reader reader = new Reader();
        ContentLines.read(value.getBytes(StandardCharsets.UTF_8), Dialect.ICALENDAR, reader);
        return reader.finish();
    }

    /**
     * The rules of a value: those of the zone that its TZID names, else of its VTIMEZONE; empty where neither says
     * anything.
     *
     * @throws InvalidCalendar as {@link #validate} does
     */
    public static Optional<ZoneRules> rules(String value) {
        String id = tzid(value);
        return TimeZones.find(id)
                .map(ZoneId::getRules)
                .or(() ->
                        CalendarDocument.parse(value.getBytes(StandardCharsets.UTF_8))
                                .calendar()
                                .components("VTIMEZONE")
                                .stream()
                                .findFirst()
                                .flatMap(OwnZones::rules));
    }

    private static final class Reader implements ContentSink {
        private final Problems problems = new Problems();
        private int calendars;
        private int zones;
        private int offsets;
        private @Nullable String tzid;

        @Override
        public void begin(String name, int depth) {
            if (depth == 0 && name.equals("VCALENDAR")) {
                calendars++;
            } else if (depth == 1 && name.equals("VTIMEZONE")) {
                zones++;
            } else if (depth < 2) {
                problems.refuse(Reason.DATA, name + " beside the VTIMEZONE (RFC 4791 5.2.2)");
            }
        }

        @Override
        public void property(VObjectProperty property, int depth) {
            if (depth == -1) {
                problems.refuse(Reason.DATA, "a property outside of VCALENDAR (RFC 5545 3.4)");
            } else if (depth == 1 && property.getName().equalsIgnoreCase("TZID")) {
                tzid = property.getValue().strip();
            } else if (depth == 2 && property.getName().equalsIgnoreCase("TZOFFSETTO")) {
                offset(property.getValue().strip());
            }
        }

        private void offset(String value) {
            if (value.matches("[+-]?\\d{4}(\\d{2})?")) {
                offsets++;
            } else {
                problems.refuse(Reason.DATA, "TZOFFSETTO is not an offset (RFC 5545 3.3.14)");
            }
        }

        @Override
        public void end(String name, int depth) {
            // what counts was counted at its beginning
        }

        @Override
        public void fault(Fault fault) {
            problems.refuse(Reason.DATA, fault.text());
        }

        String finish() {
            if (calendars != 1 || zones != 1) {
                problems.refuse(Reason.DATA, "not one VCALENDAR with one VTIMEZONE (RFC 4791 5.2.2)");
            }
            String id = Optional.ofNullable(tzid).orElse("");
            if (id.isEmpty() || offsets == 0 && TimeZones.find(id).isEmpty()) {
                problems.refuse(Reason.DATA, "a VTIMEZONE without TZID or offsets (RFC 5545 3.6.5)");
            }
            problems.check();
            return id;
        }
    }
}
