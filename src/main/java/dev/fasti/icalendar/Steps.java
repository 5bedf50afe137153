package dev.fasti.icalendar;

/** Counts down the work that one call may do. */
final class Steps {
    private int left;

    Steps(int most) {
        this.left = most;
    }

    /**
     * Spends one.
     *
     * @throws TooManyInstances if none is left
     */
    void spend() {
        if (left-- <= 0) {
            left = 0;
            throw new TooManyInstances("a recurrence set takes too many steps to expand");
        }
    }
}
