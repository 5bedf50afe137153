package dev.fasti.icalendar.recurrence;

/** Counts down the work that one call may do. */
public final class Steps {
    private int left;

    public Steps(int most) {
        this.left = most;
    }

    /**
     * Spends one.
     *
     * @throws TooManyInstances if none is left
     */
    public void spend() {
        if (left-- <= 0) {
            left = 0;
            throw new TooManyInstances("a recurrence set takes too many steps to expand");
        }
    }
}
