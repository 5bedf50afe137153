package dev.fasti.icalendar.time;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The DURATION value type (RFC 5545 section 3.3.6). */
public final class Durations {
    // Any mix of units, as some write weeks with days, and none at all, as in "PT".
    private static final Pattern FORM = Pattern.compile(
            "([+-]?)P(?:(\\d{1,9})W)?(?:(\\d{1,9})D)?(?:T(?:(\\d{1,9})H)?(?:(\\d{1,9})M)?(?:(\\d{1,9})S)?)?",
            Pattern.CASE_INSENSITIVE);

    private Durations() {}

    /** Reads a value such as {@code -P1DT12H}, with a day taken as 24 hours; empty if it is none. */
    public static Optional<Duration> parse(String value) {
        return span(value).map(Span::exactly);
    }

    /** Reads a value such as {@code -P1DT12H}; empty if it is none. */
    public static Optional<Span> span(String value) {
        Matcher form = FORM.matcher(value.strip());
        if (!form.matches()) {
            return Optional.empty();
        }
        Duration exact =
                Duration.ofHours(amount(form, 4)).plusMinutes(amount(form, 5)).plusSeconds(amount(form, 6));
        Span span = new Span(7 * amount(form, 2) + amount(form, 3), exact);
        return Optional.of("-".equals(form.group(1)) ? span.negated() : span);
    }

    private static long amount(Matcher form, int group) {
        String digits = form.group(group);
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
