package dev.fasti.icalendar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.store.Facts;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Random;
import net.fortuna.ical4j.model.Recur;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No instance that ical4j computes lies outside of the bounds in the facts. */
class RecurrenceBoundsTest {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final Duration HOUR = Duration.ofHours(1);

    private static void assertWithin(Facts facts, String rule, Instant start, Instant end) {
        assertThat(facts.earliest()).as(rule).isNotNull().isBeforeOrEqualTo(start);
        if (facts.latest() != null) {
            assertThat(facts.latest()).as(rule).isAfterOrEqualTo(end);
        }
    }

    private static <T extends Temporal> List<T> expand(String rule, T start, T from, T to) {
        return new Recur<T>(rule).getDates(start, from, to, 400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "19970902|FREQ=DAILY;COUNT=10|19970911",
                "19970902|FREQ=DAILY;UNTIL=19971224T000000Z|19971223",
                "19970902|FREQ=DAILY;INTERVAL=10;COUNT=5|19971012",
                "19980101|FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA|20000131",
                "19970902|FREQ=WEEKLY;COUNT=10|19971104",
                "19970902|FREQ=WEEKLY;UNTIL=19971224T000000Z|19971223",
                "19970902|FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH|19971002",
                "19970901|FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR|19971222",
                "19970902|FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH|19971016",
                "19970905|FREQ=MONTHLY;COUNT=10;BYDAY=1FR|19980605",
                "19970907|FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU|19980531",
                "19970922|FREQ=MONTHLY;COUNT=6;BYDAY=-2MO|19980216",
                "19970902|FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15|19980115",
                "19970930|FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1|19980131",
                "19970910|FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15|19990313",
                "19970610|FREQ=YEARLY;COUNT=10;BYMONTH=6,7|20010710",
                "19970310|FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3|20030310",
                "19970101|FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200|20060101",
                "19970904|FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3|19971106",
                "19970805|FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO|19970824",
                "19970805|FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU|19970831",
                "20070115|FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5|20070330",
                "19970902|FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000Z|19970902",
                "19970902|FREQ=MINUTELY;INTERVAL=15;COUNT=6|19970902",
                "19970902|FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40|20050101",
                "19970519|FREQ=YEARLY;BYDAY=20MO|20050516",
                "19970512|FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO|20050516",
                "19970902|FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13|20051013",
                "19961105|FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8|20041102",
                "19970929|FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2|19980330"
            })
    @DisplayName("The examples of RFC 5545 3.8.5.3 lie within their bounds, from DTSTART to the last one it lists")
    void examples(String start, String rule, String last) {
        Facts facts = CalendarObject.validate(
                Ics.event("DTSTART;TZID=America/New_York:" + start + "T090000\nDURATION:PT1H\nRRULE:" + rule));
        for (String day : List.of(start, last)) {
            Instant at =
                    LocalDateTime.parse(day + "T090000", LOCAL).atZone(NEW_YORK).toInstant();
            assertWithin(facts, rule, at, at.plus(HOUR));
        }
        ZonedDateTime first = LocalDateTime.parse(start + "T090000", LOCAL).atZone(NEW_YORK);
        for (ZonedDateTime each : expand(rule, first, first, first.plusYears(8))) {
            assertWithin(facts, rule, each.toInstant(), each.toInstant().plus(HOUR));
        }
    }

    @Test
    @DisplayName("Random rules in a zone with summer time lie within their bounds")
    void zoned() {
        Random random = new Random(5545);
        int instances = 0;
        for (int i = 0; i < 1_500; i++) {
            ZonedDateTime start = randomStart(random).atZone(NEW_YORK);
            String rule = randomRule(random, start.toLocalDateTime(), "Z");
            Facts facts = CalendarObject.validate(Ics.event(
                    "DTSTART;TZID=America/New_York:" + LOCAL.format(start) + "\nDURATION:PT1H\nRRULE:" + rule));
            for (ZonedDateTime each : expand(rule, start, start, start.plusYears(5))) {
                assertWithin(
                        facts,
                        start + " " + rule,
                        each.toInstant(),
                        each.toInstant().plus(HOUR));
                instances++;
            }
        }
        assertThat(instances).isGreaterThan(10_000);
    }

    @Test
    @DisplayName("Random rules in floating time lie within their bounds, whatever zone is asked for")
    void floating() {
        Random random = new Random(4791);
        int instances = 0;
        for (int i = 0; i < 1_000; i++) {
            LocalDateTime start = randomStart(random);
            String rule = randomRule(random, start, "");
            Facts facts = CalendarObject.validate(
                    Ics.event("DTSTART:" + LOCAL.format(start) + "\nDURATION:PT1H\nRRULE:" + rule));
            for (LocalDateTime each : expand(rule, start, start, start.plusYears(5))) {
                assertInAnyZone(facts, start + " " + rule, each, each.plus(HOUR));
                instances++;
            }
        }
        assertThat(instances).isGreaterThan(5_000);
    }

    @Test
    @DisplayName("Random rules on dates lie within their bounds, whatever zone is asked for")
    void dates() {
        Random random = new Random(6578);
        int instances = 0;
        for (int i = 0; i < 1_000; i++) {
            LocalDate start = randomStart(random).toLocalDate();
            String rule = randomRule(random, start.atStartOfDay(), null);
            Facts facts = CalendarObject.validate(Ics.event(
                    "DTSTART;VALUE=DATE:" + DateTimeFormatter.BASIC_ISO_DATE.format(start) + "\nRRULE:" + rule));
            for (LocalDate each : expand(rule, start, start, start.plusYears(5))) {
                assertInAnyZone(
                        facts,
                        start + " " + rule,
                        each.atStartOfDay(),
                        each.plusDays(1).atStartOfDay());
                instances++;
            }
        }
        assertThat(instances).isGreaterThan(5_000);
    }

    private static void assertInAnyZone(Facts facts, String rule, LocalDateTime start, LocalDateTime end) {
        assertWithin(facts, rule, start.toInstant(ZoneOffset.ofHours(14)), end.toInstant(ZoneOffset.ofHours(14)));
        assertWithin(facts, rule, start.toInstant(ZoneOffset.ofHours(-12)), end.toInstant(ZoneOffset.ofHours(-12)));
    }

    private static LocalDateTime randomStart(Random random) {
        return LocalDateTime.of(2000, 1, 1, 0, 0)
                .plusDays(random.nextInt(9_000))
                .plusHours(random.nextInt(24))
                .plusMinutes(15L * random.nextInt(4));
    }

    /** A rule whose UNTIL has the suffix given; null stands for dates. */
    private static String randomRule(Random random, LocalDateTime start, String suffix) {
        String[] frequencies = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"};
        StringBuilder rule = new StringBuilder("FREQ=").append(frequencies[random.nextInt(4)]);
        if (random.nextBoolean()) {
            rule.append(";INTERVAL=").append(1 + random.nextInt(5));
        }
        switch (random.nextInt(5)) {
            case 0 -> rule.append(";BYDAY=").append(new String[] {"MO", "TU,TH", "SA,SU", "WE"}[random.nextInt(4)]);
            case 1 -> rule.append(";BYMONTHDAY=").append(new String[] {"1", "15,31", "-1", "29"}[random.nextInt(4)]);
            case 2 -> rule.append(";BYMONTH=").append(1 + random.nextInt(12));
            default -> {}
        }
        switch (random.nextInt(3)) {
            case 0 -> rule.append(";COUNT=").append(1 + random.nextInt(30));
            case 1 -> {
                LocalDateTime until = start.plusDays(random.nextInt(900));
                rule.append(";UNTIL=")
                        .append(
                                suffix == null
                                        ? DateTimeFormatter.BASIC_ISO_DATE.format(until)
                                        : LOCAL.format(until) + suffix);
            }
            default -> {}
        }
        return rule.toString();
    }
}
