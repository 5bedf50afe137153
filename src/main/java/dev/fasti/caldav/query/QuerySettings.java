package dev.fasti.caldav.query;

import dev.fasti.icalendar.recurrence.ExpansionLimits;
import java.time.Clock;

/**
 * The limits that queries keep, and the time they live in.
 *
 * @param maxResults the most members in one answer, and the most periods of busy time, at least 1
 * @param expansion how much work the recurrence of one object may cause
 * @param maxParsedOctets about how much memory parsed objects may take, at least 0
 * @param clock tells the DTSTAMP of what the server writes; its zone is where the dates of calendars without a time
 *     zone are (RFC 4791 section 7.3)
 */
public record QuerySettings(int maxResults, ExpansionLimits expansion, long maxParsedOctets, Clock clock) {
    private static final int USUAL_RESULTS = 100_000;
    /** Where memory is little, a sixteenth of the heap. */
    private static final long USUAL_OCTETS =
            Math.min(16L << 20, Runtime.getRuntime().maxMemory() / 16);

    public QuerySettings {
        if (maxResults < 1 || maxParsedOctets < 0) {
            throw new IllegalArgumentException("a limit of queries is too low");
        }
    }

    /** What suits a household. */
    public static QuerySettings usual(Clock clock) {
        return new QuerySettings(USUAL_RESULTS, ExpansionLimits.USUAL, USUAL_OCTETS, clock);
    }
}
