package dev.fasti.icalendar.expansion;

import static dev.fasti.icalendar.Ics.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fasti.icalendar.CalendarDocument;
import dev.fasti.icalendar.Ics;
import dev.fasti.icalendar.recurrence.ExpansionLimits;
import dev.fasti.icalendar.recurrence.TooManyInstances;
import dev.fasti.icalendar.time.TimeRange;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.ZoneId;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Recurrence sets made to exhaust a server: each is answered or refused, within bounded time and memory. */
class HostileExpansionTest {
    private static final Expander EXPANDER =
            new Expander(ZoneId.of("Europe/Berlin").getRules(), ExpansionLimits.USUAL);
    private static final TimeRange MONTH = new TimeRange(at("2026-03-01T00:00:00Z"), at("2026-04-01T00:00:00Z"));

    /** Far more than is needed on a slow machine, far less than walking from DTSTART takes. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final long MOST_BYTES = 400_000_000;

    private static String list(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(Integer::toString).collect(Collectors.joining(","));
    }

    private static CalendarDocument event(String lines) {
        return CalendarDocument.parse(Ics.event(lines));
    }

    /** Runs something and checks what it allocated altogether, which bounds what it held at any time. */
    private static void bounded(Runnable work) {
        Assertions.assertTimeoutPreemptively(PATIENCE, () -> {
            var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadAllocatedBytes();
            work.run();
            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_BYTES);
        });
    }

    private static void refused(CalendarDocument document, TimeRange range) {
        bounded(() ->
                assertThatThrownBy(() -> EXPANDER.instances(document, range)).isInstanceOf(TooManyInstances.class));
    }

    @ParameterizedTest
    @CsvSource({
        "19700101T000000Z,FREQ=SECONDLY;BYMONTH=3;BYMONTHDAY=9;BYHOUR=9;BYMINUTE=9,60",
        "19000101T000000Z,FREQ=DAILY,31",
        "19000101T000000Z,FREQ=DAILY;COUNT=99999,31",
        "19000101T000000Z,'FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=40000',22",
        "19000101T000000Z,FREQ=HOURLY;INTERVAL=24;COUNT=99999,31",
        "19000101T000000Z,FREQ=SECONDLY;INTERVAL=86400;COUNT=99999,31",
        "19000101T000000Z,FREQ=MINUTELY;INTERVAL=2147483647,0",
        "19000101T000000Z,FREQ=YEARLY;INTERVAL=2147483647,0",
        "19000101T000000Z,FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30,0"
    })
    @DisplayName("Rules that begin far away cost what the range costs")
    void farAway(String start, String rule, int count) {
        CalendarDocument document = event("DTSTART:" + start + "\nRRULE:" + rule);
        bounded(() -> assertThat(EXPANDER.instances(document, MONTH)).hasSize(count));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FREQ=SECONDLY",
                "FREQ=SECONDLY;INTERVAL=60;BYSECOND=30;COUNT=5",
                "FREQ=SECONDLY;BYSECOND=1,2,3;COUNT=2000000000",
                "FREQ=MINUTELY;BYSECOND=0,30"
            })
    @DisplayName("Rules of more instances, or steps, than allowed are refused")
    void tooMany(String rule) {
        refused(event("DTSTART:19700101T000000Z\nRRULE:" + rule), MONTH);
    }

    @Test
    @DisplayName("The product of all BYxxx lists is no list")
    void product() {
        String times = ";BYHOUR=" + list(0, 23) + ";BYMINUTE=" + list(0, 59) + ";BYSECOND=" + list(0, 59);
        for (String unit :
                new String[] {"YEARLY;BYYEARDAY=" + list(1, 366), "MONTHLY;BYMONTHDAY=" + list(1, 31), "DAILY"}) {
            CalendarDocument document = event("DTSTART:19700101T000000Z\nRRULE:FREQ=" + unit + times);
            refused(document, MONTH);
            bounded(() ->
                    assertThat(EXPANDER.find(document, MONTH, instance -> true)).isPresent());
            CalendarDocument last = event("DTSTART:19700101T000000Z\nRRULE:FREQ=" + unit + times + ";BYSETPOS=-1");
            bounded(() -> assertThat(EXPANDER.instances(last, MONTH)).hasSizeLessThan(32));
        }
    }

    @Test
    @DisplayName("Fifty thousand dates, exceptions and overrides are read once")
    void many() {
        String dates = IntStream.range(0, 50_000)
                .map(i -> i * 2)
                .mapToObj(i -> String.format("20260301T%02d%02d%02dZ", i / 3_600 % 24, i / 60 % 60, i % 60))
                .collect(Collectors.joining(","));
        refused(event("DTSTART:19700101T000000Z\nRDATE:" + dates), MONTH);
        CalendarDocument excluded = event("DTSTART:20260301T000000Z\nRRULE:FREQ=HOURLY;COUNT=24\nEXDATE:" + dates);
        bounded(() -> assertThat(EXPANDER.instances(excluded, MONTH)).isEmpty());
        String override = "BEGIN:VEVENT\nUID:a\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260301T000000Z\nEND:VEVENT\n";
        CalendarDocument ranges = CalendarDocument.parse(
                Ics.calendar("BEGIN:VEVENT\nUID:a\nDTSTART:19700101T000000Z\nRRULE:FREQ=HOURLY\nEND:VEVENT\n"
                        + override.repeat(15_000)));
        refused(ranges, MONTH);
    }

    @Test
    @DisplayName("Masters, rules and exception rules beyond number are refused")
    void masters() {
        refused(event("DTSTART:19700101T000000Z\n" + "RRULE:FREQ=YEARLY\n".repeat(65)), MONTH);
        String master = "BEGIN:VEVENT\nUID:a\nDTSTART:19700101T000000Z\nRRULE:FREQ=HOURLY\nEND:VEVENT\n";
        refused(CalendarDocument.parse(Ics.calendar(master.repeat(10_000))), MONTH);
        refused(
                event("DTSTART:19700101T000000Z\nRRULE:FREQ=MINUTELY\n"
                        + "EXRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\n".repeat(60)),
                MONTH);
    }

    @Test
    @DisplayName("Lengths and shifts beyond all calendars are no trouble")
    void lengths() {
        CalendarDocument document =
                event("DTSTART:20260101T000000Z\nDURATION:P999999999WT999999999H\nRRULE:FREQ=YEARLY");
        bounded(() -> assertThat(EXPANDER.instances(document, MONTH)).hasSize(1));
        CalendarDocument periods = event("DTSTART:20260101T000000Z\nRDATE;VALUE=PERIOD:20260101T000000Z/P999999999W");
        bounded(() -> assertThat(EXPANDER.instances(periods, MONTH)).hasSize(1));
    }
}
