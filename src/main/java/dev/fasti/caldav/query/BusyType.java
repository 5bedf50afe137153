package dev.fasti.caldav.query;

import dev.fasti.icalendar.component.CalendarComponent;
import dev.fasti.icalendar.component.CalendarProperty;
import java.util.Locale;
import java.util.Optional;

/** A kind of busy time (RFC 5545 section 3.2.9). Free time is what is none of these. */
enum BusyType {
    BUSY("BUSY"),
    UNAVAILABLE("BUSY-UNAVAILABLE"),
    TENTATIVE("BUSY-TENTATIVE");

    private final String parameter;

    BusyType(String parameter) {
        this.parameter = parameter;
    }

    /** The value of FBTYPE. */
    String parameter() {
        return parameter;
    }

    /**
     * What an event makes of its time, by TRANSP and STATUS (RFC 4791 section 7.10).
     *
     * @return empty for free
     */
    static Optional<BusyType> of(CalendarComponent event) {
        if (word(event, "TRANSP").equals("TRANSPARENT")) {
            return Optional.empty();
        }
        return switch (word(event, "STATUS")) {
            case "CANCELLED" -> Optional.empty();
            case "TENTATIVE" -> Optional.of(TENTATIVE);
            default -> Optional.of(BUSY);
        };
    }

    /**
     * The type of a FREEBUSY; what it does not know is BUSY (RFC 5545 section 3.2.9).
     *
     * @return empty for free
     */
    static Optional<BusyType> of(CalendarProperty freeBusy) {
        String type = freeBusy.parameterValue("FBTYPE")
                .map(value -> value.strip().toUpperCase(Locale.ROOT))
                .orElse("BUSY");
        if (type.equals("FREE")) {
            return Optional.empty();
        }
        for (BusyType each : values()) {
            if (each.parameter.equals(type)) {
                return Optional.of(each);
            }
        }
        return Optional.of(BUSY);
    }

    /**
     * What a VAVAILABILITY makes of time that is not available, by BUSYTYPE (RFC 7953 section 3.2); what that does not know
     * is BUSY, as with FREEBUSY.
     */
    static BusyType ofAvailability(CalendarComponent availability) {
        return switch (word(availability, "BUSYTYPE")) {
            case "", "BUSY-UNAVAILABLE" -> UNAVAILABLE;
            case "BUSY-TENTATIVE" -> TENTATIVE;
            default -> BUSY;
        };
    }

    private static String word(CalendarComponent event, String property) {
        return event.value(property)
                .map(value -> value.strip().toUpperCase(Locale.ROOT))
                .orElse("");
    }
}
