package dev.fasti.icalendar.recurrence;

/**
 * How much work one calendar object may cause.
 *
 * @param maxInstances the most instances in one answer
 * @param maxSteps the most intervals of rules and recurrence dates looked at for one answer, whether or not any is an
 *     instance; 100,000 take some 10 ms
 */
public record ExpansionLimits(int maxInstances, int maxSteps) {
    /** Enough for a minute's rhythm over a week, and a working day's over centuries. */
    public static final ExpansionLimits USUAL = new ExpansionLimits(10_000, 300_000);

    public ExpansionLimits {
        if (maxInstances < 1 || maxSteps < 1) {
            throw new IllegalArgumentException("limits of less than 1");
        }
    }
}
