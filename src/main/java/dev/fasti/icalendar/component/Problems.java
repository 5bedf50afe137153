package dev.fasti.icalendar.component;

import dev.fasti.icalendar.component.InvalidCalendar.Reason;
import org.jspecify.annotations.Nullable;

/** What is wrong with one calendar object: the first reason to refuse it, and whether it can be indexed all the same. */
public final class Problems {
    private @Nullable Reason reason;
    private String message = "";
    private boolean unreadable;

    /** A new object like this is not taken, but an old one can be found and filtered. */
    public void refuse(Reason why, String what) {
        if (reason == null) {
            reason = why;
            message = what;
        }
    }

    /** An object like this is not taken, and what is found in it is not to be relied on. */
    public void unreadable(String what) {
        refuse(Reason.DATA, what);
        unreadable = true;
    }

    public boolean isUnreadable() {
        return unreadable;
    }

    /**
     * Returns if nothing is wrong.
     *
     * @throws InvalidCalendar for the first thing that is wrong
     */
    public void check() {
        if (reason != null) {
            throw new InvalidCalendar(reason, message);
        }
    }
}
