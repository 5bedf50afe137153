package dev.fasti.icalendar.zone;

import dev.fasti.icalendar.component.CalendarComponent;
import dev.fasti.icalendar.recurrence.Occurrences;
import dev.fasti.icalendar.recurrence.RuleBook;
import dev.fasti.icalendar.recurrence.Steps;
import dev.fasti.icalendar.recurrence.Times;
import dev.fasti.icalendar.recurrence.TooManyInstances;
import dev.fasti.icalendar.time.TimePoint;
import dev.fasti.icalendar.time.TimePoint.Form;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes the rules of a zone from its VTIMEZONE: every change of the offset from 1970 to 2100 (RFC 5545 section 3.6.5). Before
 * and after, the nearest offset holds.
 */
final class OwnZone {
    private static final Pattern OFFSET = Pattern.compile("([+-]?)(\\d{2})(\\d{2})(\\d{2})?");
    private static final LocalDateTime FIRST = LocalDateTime.of(1970, 1, 1, 0, 0);
    private static final LocalDateTime LAST = LocalDateTime.of(2100, 1, 1, 0, 0);
    private static final int MOST_STEPS = 10_000;

    private final CalendarComponent zone;
    private final Steps steps = new Steps(MOST_STEPS);

    /** A change of the offset. */
    private record Onset(Instant at, ZoneOffset from, ZoneOffset to) {}

    OwnZone(CalendarComponent zone) {
        this.zone = zone;
    }

    /** The rules; empty if there is no STANDARD or DAYLIGHT that says anything, or they change without measure. */
    Optional<ZoneRules> rules() {
        try {
            List<Onset> onsets = new ArrayList<>();
            for (CalendarComponent part : zone.components()) {
                if (part.name().equals("STANDARD") || part.name().equals("DAYLIGHT")) {
                    add(part, onsets);
                }
            }
            return onsets.isEmpty() ? Optional.empty() : Optional.of(rules(onsets));
        } catch (TooManyInstances e) {
            return Optional.empty();
        }
    }

    private void add(CalendarComponent part, List<Onset> onsets) {
        Optional<ZoneOffset> to = offset(part, "TZOFFSETTO");
        Optional<ZoneOffset> from = offset(part, "TZOFFSETFROM").or(() -> to);
        if (to.isEmpty() || from.isEmpty()) {
            return;
        }
        Times times = new Times(Map.of(), from.get().getRules(), new RuleBook());
        TimePoint start = part.property("DTSTART")
                .flatMap(times::of)
                .map(point -> TimePoint.of(point.local(), Form.FLOATING, times.floating()))
                .orElse(TimePoint.of(FIRST, Form.FLOATING, times.floating()));
        new Occurrences(part, start, times, steps).visit(FIRST, LAST, each -> {
            steps.spend();
            return onsets.add(new Onset(each.start().instant(), from.get(), to.get()));
        });
    }

    private static Optional<ZoneOffset> offset(CalendarComponent part, String name) {
        Matcher form = OFFSET.matcher(part.value(name).orElse("").strip());
        if (!form.matches()) {
            return Optional.empty();
        }
        int seconds = number(form.group(2)) * 3_600 + number(form.group(3)) * 60 + number(form.group(4));
        return seconds > ZoneOffset.MAX.getTotalSeconds()
                ? Optional.empty()
                : Optional.of(ZoneOffset.ofTotalSeconds("-".equals(form.group(1)) ? -seconds : seconds));
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static ZoneRules rules(List<Onset> onsets) {
        onsets.sort(Comparator.comparing(Onset::at));
        ZoneOffset first = onsets.get(0).from();
        ZoneOffset current = first;
        List<ZoneOffsetTransition> transitions = new ArrayList<>();
        for (Onset onset : onsets) {
            if (!onset.to().equals(current)) {
                LocalDateTime local = LocalDateTime.ofInstant(onset.at(), current);
                transitions.add(ZoneOffsetTransition.of(local, current, onset.to()));
                current = onset.to();
            }
        }
        return ZoneRules.of(first, first, List.of(), transitions, List.of());
    }
}
