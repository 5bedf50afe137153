package dev.fasti.icalendar.expansion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.icalendar.CalendarDocument;
import dev.fasti.icalendar.CalendarObject;
import dev.fasti.icalendar.Ics;
import dev.fasti.icalendar.recurrence.ExpansionLimits;
import dev.fasti.icalendar.time.TimePoint;
import dev.fasti.icalendar.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Generated rules give what a naive reading of RFC 5545 3.3.10 gives")
class RuleOracleTest {
    private static final int RULES = 2_000;
    private static final Expander EXPANDER =
            new Expander(ZoneId.of("UTC").getRules(), new ExpansionLimits(200_000, 3_000_000));

    @Test
    @DisplayName("from DTSTART on, and in a window far from it")
    void generated() {
        int several = 0;
        for (long seed = 0; seed < RULES; seed++) {
            several += compare(seed) > 1 ? 1 : 0;
        }
        assertThat(several).as("rules that give more than DTSTART").isGreaterThan(RULES / 2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            20001102T160000Z | FREQ=YEARLY;BYMONTHDAY=-10,29;COUNT=4 | 1102,1121,1129,1222
            20000312T090000Z | FREQ=WEEKLY;INTERVAL=6;BYDAY=SA,TH;COUNT=3 | 0312,0420,0422
            20000525T170000Z | FREQ=WEEKLY;BYMONTH=4,6;BYDAY=SU,TH,TU;COUNT=4 | 0525,0601,0604,0606
            20000921T120000Z | FREQ=YEARLY;BYMONTH=2,6;BYWEEKNO=24,47;COUNT=2 | 0921,0614
            20000114T000000Z | FREQ=YEARLY;BYYEARDAY=13,43,130;BYMONTHDAY=12;COUNT=2 | 0114,0212
            """)
    @DisplayName("where ical4j 4.4 gives other dates, too (ADR 4)")
    void unlikeIcal4j(String start, String rule, String dates) {
        CalendarDocument document = CalendarDocument.parse(Ics.event("DTSTART:" + start + "\nRRULE:" + rule));
        assertThat(EXPANDER.instances(document, TimeRange.ALWAYS))
                .extracting(instance ->
                        Objects.requireNonNull(instance.start()).toUtc().substring(4, 8))
                .containsExactly(dates.split(","));
    }

    private static int compare(long number) {
        Random random = new Random(number);
        String rule = new RuleGenerator(random).rule();
        LocalDateTime seed =
                LocalDateTime.of(2000, 1, 1, 0, 0).plusDays(random.nextInt(400)).plusSeconds(random.nextInt(86_400));
        // what naive reading can walk through in good time
        LocalDateTime end = seed.plusHours(
                rule.contains("SECONDLY")
                        ? 3
                        : rule.contains("MINUTELY") ? 60 : rule.contains("HOURLY") ? 1_500 : 30_000);
        List<LocalDateTime> expected = new NaiveRule(rule, seed).until(end);
        String start = TimePoint.of(seed, TimePoint.Form.UTC, ZoneOffset.UTC.getRules())
                .toUtc();
        byte[] octets = Ics.event("DTSTART:" + start + "\nRRULE:" + rule);
        CalendarDocument document = CalendarDocument.parse(octets);
        String what = "seed " + number + ": DTSTART:" + start + " RRULE:" + rule;

        assertThat(starts(document, seed, end)).as(what).isEqualTo(expected);
        LocalDateTime late = seed.plus(Duration.between(seed, end).dividedBy(2));
        assertThat(starts(document, late, end))
                .as(what + " from " + late)
                .isEqualTo(
                        expected.stream().filter(each -> !each.isBefore(late)).toList());
        Instant latest = CalendarObject.index(octets).latest(); // what the index says holds every instance
        assertThat(latest == null
                        || expected.get(expected.size() - 1)
                                .toInstant(ZoneOffset.UTC)
                                .isBefore(latest))
                .as(what + " ends by " + latest)
                .isTrue();
        return expected.size();
    }

    private static List<LocalDateTime> starts(CalendarDocument document, LocalDateTime from, LocalDateTime to) {
        TimeRange range =
                new TimeRange(from.toInstant(ZoneOffset.UTC), to.plusSeconds(1).toInstant(ZoneOffset.UTC));
        return EXPANDER.instances(document, range).stream()
                .map(instance -> Objects.requireNonNull(instance.start()).local())
                .toList();
    }
}
