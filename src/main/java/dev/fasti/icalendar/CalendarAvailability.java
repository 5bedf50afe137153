package dev.fasti.icalendar;

import dev.fasti.icalendar.component.CalendarComponent;
import dev.fasti.icalendar.component.CalendarProperty;
import dev.fasti.icalendar.component.InvalidCalendar;
import dev.fasti.icalendar.component.InvalidCalendar.Reason;
import dev.fasti.icalendar.recurrence.Rule;
import dev.fasti.icalendar.time.Durations;
import dev.fasti.icalendar.time.Moment;
import dev.fasti.icalendar.time.TimePoint.Form;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * The value of {@code CALDAV:calendar-availability}: an iCalendar object with exactly one VAVAILABILITY, and the time zones
 * that it uses (RFC 7953 sections 3.1 and 7.2.4).
 */
public final class CalendarAvailability {
    private static final Set<String> COMPONENTS = Set.of("VAVAILABILITY", "VTIMEZONE");

    private CalendarAvailability() {}

    /**
     * Checks a value. What would be passed over when time is reckoned is refused: nobody would be told.
     *
     * @throws InvalidCalendar for {@link Reason#DATA}
     */
    public static void validate(String value) {
        CalendarDocument document = CalendarDocument.parse(value.getBytes(StandardCharsets.UTF_8));
        CalendarComponent calendar = document.calendar();
        require(
                calendar.components().stream().allMatch(each -> COMPONENTS.contains(each.name()))
                        && calendar.components("VAVAILABILITY").size() == 1,
                "not one VAVAILABILITY, with nothing but time zones beside it (RFC 7953 7.2.4)");
        require(document.unknownZones().isEmpty(), "a TZID that nothing explains (RFC 7953 3.1)");
        CalendarComponent whole = calendar.components("VAVAILABILITY").get(0);
        check(whole);
        require(
                whole.property("DURATION").isEmpty()
                        || whole.property("DTSTART").isPresent(),
                "DURATION without DTSTART (RFC 7953 3.1)");
        for (CalendarComponent available : whole.components("AVAILABLE")) {
            check(available);
            require(available.property("DTSTART").isPresent(), "AVAILABLE without DTSTART (RFC 7953 3.1)");
        }
    }

    private static void check(CalendarComponent component) {
        String name = component.name();
        require(component.property("UID").isPresent(), name + " without UID (RFC 7953 3.1)");
        require(
                component.property("DTEND").isEmpty()
                        || component.property("DURATION").isEmpty(),
                name + " with both DTEND and DURATION (RFC 7953 3.1)");
        for (CalendarProperty property : component.properties()) {
            boolean says = switch (property.name()) {
                case "DTSTART", "DTEND", "RECURRENCE-ID" -> isTime(property);
                case "DURATION" -> Durations.span(property.value()).isPresent();
                case "RRULE" -> Rule.parse(property.value()).isPresent();
                default -> true;
            };
            require(says, property.name() + " of " + name + " makes no sense there (RFC 7953 3.1)");
        }
    }

    /** Whether this is a time of day in UTC or a zone; dates and floating times are not allowed. */
    private static boolean isTime(CalendarProperty property) {
        boolean isZoned = property.parameterValue("TZID").isPresent();
        return Moment.parse(property.value(), null)
                .filter(moment -> moment.form() == Form.UTC || isZoned && moment.form() == Form.FLOATING)
                .isPresent();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new InvalidCalendar(Reason.DATA, otherwise);
        }
    }
}
