package dev.fasti.icalendar.recurrence;

/** A recurrence set that takes more than {@link ExpansionLimits} allow. The message says nothing of the content. */
public final class TooManyInstances extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TooManyInstances(String message) {
        super(message, null, false, false);
    }
}
