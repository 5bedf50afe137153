package dev.fasti.icalendar.expansion;

import dev.fasti.icalendar.CalendarDocument;
import dev.fasti.icalendar.recurrence.ExpansionLimits;
import dev.fasti.icalendar.time.TimeRange;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Parsing one recurring event that began in 2006, and finding its instances in a month twenty years later. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ExpansionBenchmark {
    @Param({
        "FREQ=DAILY",
        "FREQ=WEEKLY;BYDAY=MO,WE,FR",
        "FREQ=MONTHLY;BYDAY=-1FR",
        "FREQ=YEARLY;BYMONTH=6;BYDAY=2SU",
        "FREQ=DAILY;COUNT=20000"
    })
    public String rule;

    private final TimeRange month =
            new TimeRange(Instant.parse("2026-06-01T00:00:00Z"), Instant.parse("2026-07-01T00:00:00Z"));
    private final Expander expander = new Expander(ZoneOffset.UTC.getRules(), ExpansionLimits.USUAL);
    private byte[] octets;
    private CalendarDocument document;

    @Setup
    public void write() {
        octets = ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//fasti//bench//EN\r\nBEGIN:VEVENT\r\nUID:1\r\n"
                        + "DTSTAMP:20060101T000000Z\r\nDTSTART;TZID=Europe/Prague:20060105T090000\r\nDURATION:PT1H\r\n"
                        + "RRULE:" + rule + "\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20060101T000000Z\r\n"
                        + "RECURRENCE-ID;TZID=Europe/Prague:20260605T090000\r\n"
                        + "DTSTART;TZID=Europe/Prague:20260605T100000\r\nDURATION:PT1H\r\nEND:VEVENT\r\n"
                        + "END:VCALENDAR\r\n")
                .getBytes(StandardCharsets.UTF_8);
        document = CalendarDocument.parse(octets);
    }

    @Benchmark
    public List<Instance> expand() {
        return expander.instances(document, month);
    }

    @Benchmark
    public CalendarDocument parse() {
        return CalendarDocument.parse(octets);
    }
}
