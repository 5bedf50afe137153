package dev.fasti.icalendar.component;

/** Octets that a calendar collection does not take. The message names the rule and nothing of the content. */
public final class InvalidCalendar extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public InvalidCalendar(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    /** The kind of rule that is broken. */
    public Reason reason() {
        return reason;
    }

    /** The kinds of rules, each with a precondition of RFC 4791 section 5.3.2.1. */
    public enum Reason {
        /** Not iCalendar, or not understood by anyone: {@code CALDAV:valid-calendar-data}. */
        DATA,
        /** iCalendar, but not one calendar object as section 4.1 asks: {@code CALDAV:valid-calendar-object-resource}. */
        OBJECT
    }
}
