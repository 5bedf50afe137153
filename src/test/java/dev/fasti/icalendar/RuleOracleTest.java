package dev.fasti.icalendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Generated rules give what a naive reading of RFC 5545 3.3.10 gives")
class RuleOracleTest {
    private static final int RULES = 6_000;
    private static final Expander EXPANDER = new Expander(ZoneId.of("UTC"), new ExpansionLimits(200_000, 3_000_000));

    @Test
    @DisplayName("from DTSTART on, and in a window far from it")
    void generated() {
        int several = 0;
        for (long seed = 0; seed < RULES; seed++) {
            several += compare(seed) > 1 ? 1 : 0;
        }
        assertThat(several).as("rules that give more than DTSTART").isGreaterThan(RULES / 2);
    }

    private static int compare(long number) {
        Random random = new Random(number);
        String rule = new RuleGenerator(random).rule();
        LocalDateTime seed = LocalDateTime.of(2000, 1, 1, 0, 0)
                .plusDays(random.nextInt(400))
                .plusSeconds(random.nextInt(86_400));
        // what naive reading can walk through in good time
        int days = rule.contains("SECONDLY") ? 1 : rule.contains("MINUTELY") ? 8 : rule.contains("HOURLY") ? 90 : 2_600;
        LocalDateTime end = seed.plusDays(days);
        List<LocalDateTime> expected = new NaiveRule(rule, seed).until(end);
        String start = TimePoint.of(seed, TimePoint.Form.UTC, ZoneOffset.UTC.getRules()).toUtc();
        CalendarDocument document = CalendarDocument.parse(Ics.event("DTSTART:" + start + "\nRRULE:" + rule));
        String what = "seed " + number + ": DTSTART:" + start + " RRULE:" + rule;

        assertThat(starts(document, seed, end)).as(what).isEqualTo(expected);
        LocalDateTime late = seed.plusMinutes(days * 60L * 11);
        assertThat(starts(document, late, end)).as(what + " from " + late).isEqualTo(expected.stream()
                .filter(each -> !each.isBefore(late))
                .toList());
        return expected.size();
    }

    private static List<LocalDateTime> starts(CalendarDocument document, LocalDateTime from, LocalDateTime to) {
        TimeRange range = new TimeRange(from.toInstant(ZoneOffset.UTC), to.plusSeconds(1).toInstant(ZoneOffset.UTC));
        return EXPANDER.instances(document, range).stream()
                .map(instance -> Objects.requireNonNull(instance.start()).local())
                .toList();
    }
}
