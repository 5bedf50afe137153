package dev.fasti.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** A data folder of alice's as bench/query_data.py makes it: June 2026 has 396 objects of a calendar of any size. */
final class BenchmarkFolder implements AutoCloseable {
    /** Objects that have to do with the month: single events and weekly ones. */
    static final int HITS = 396;

    private static final int SINGLE = 360;
    static final Instant MONTH = Instant.parse("2026-06-01T00:00:00Z");
    private static final Duration YEAR = Duration.ofDays(350);
    private static final String WORDS = "DESCRIPTION:" + "Some words that say what it is about. ".repeat(6) + "\n";
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter PRAGUE =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss").withZone(ZoneId.of("Europe/Prague"));
    private static final String ZONE = "BEGIN:VTIMEZONE\nTZID:Europe/Prague\nBEGIN:DAYLIGHT\nDTSTART:19810329T020000\n"
            + "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nEND:DAYLIGHT\n"
            + "BEGIN:STANDARD\nDTSTART:19961027T030000\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\n"
            + "TZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nEND:STANDARD\nEND:VTIMEZONE\n";

    private final Path data;

    BenchmarkFolder() throws IOException {
        // Not in /tmp, which may be memory, unless somebody wants that: it leaves out what the disk costs.
        data = Files.createTempDirectory(
                Files.createDirectories(Path.of(System.getProperty("bench.dir", "target"))), "jmh");
    }

    Path path() {
        return data;
    }

    void events(String name, int size) throws IOException {
        Duration step = YEAR.multipliedBy(2).dividedBy(size - HITS);
        fill(name, "VCALENDAR", ".ics", size, number -> {
            if (number < SINGLE) {
                return single(number, MONTH.plus(Duration.ofHours(2L * number)));
            }
            if (number < HITS) {
                return weekly(number);
            }
            Duration offset = step.multipliedBy(number - HITS);
            boolean isBefore = offset.compareTo(YEAR) < 0;
            return single(
                    number, MONTH.minus(Duration.ofDays(351)).plus(offset).plus(Duration.ofDays(isBefore ? 0 : 32)));
        });
    }

    void todos(String name, int size, int open) throws IOException {
        fill(
                name,
                "VCALENDAR",
                ".ics",
                size,
                number -> calendar(
                        "",
                        "VTODO",
                        number,
                        "SUMMARY:To do " + number + "\nDUE:20260610T100000Z\n" + WORDS
                                + (number < open ? "" : "STATUS:COMPLETED\nCOMPLETED:20260501T100000Z\n")));
    }

    void cards(String name, int size) throws IOException {
        fill(
                name,
                "VADDRESSBOOK",
                ".vcf",
                size,
                number -> "BEGIN:VCARD\nVERSION:3.0\nUID:" + uid(number)
                        + "\nFN:Peter Müller " + number + "\nN:Müller " + number
                        + ";Peter;;;\nEMAIL;TYPE=home:peter.mueller"
                        + number + "@example.com\nTEL;TYPE=cell:+49 30 " + number + "\nORG:Example;Unit " + number % 10
                        + "\nADR;TYPE=home:;;Street " + number + ";Town;;12345;Land\nNOTE:Some words\nEND:VCARD\n");
    }

    static String uid(int number) {
        return String.format(Locale.ROOT, "%06d-0000-4000-8000-000000000000", number);
    }

    static String single(int number, Instant start) {
        Instant end = start.plus(Duration.ofHours(1));
        boolean isZoned = number % 2 == 1;
        String times = isZoned
                ? prague("DTSTART", start) + prague("DTEND", end)
                : "DTSTART:" + UTC.format(start) + "\nDTEND:" + UTC.format(end) + "\n";
        return calendar(isZoned ? ZONE : "", "VEVENT", number, times + "SUMMARY:Event " + number + "\n" + WORDS);
    }

    private static String weekly(int number) {
        Instant start = Instant.parse("2025-09-01T08:00:00Z").plus(Duration.ofHours(24L * (number % 7) + number % 9));
        Instant first = start;
        while (first.isBefore(MONTH)) {
            first = first.plus(Duration.ofDays(7));
        }
        Instant moved = first.plus(Duration.ofMinutes(30));
        String master = prague("DTSTART", start) + "DURATION:PT1H\nRRULE:FREQ=WEEKLY\nSUMMARY:Weekly\n" + WORDS;
        String override = prague("RECURRENCE-ID", first) + prague("DTSTART", moved) + "DURATION:PT1H\nSUMMARY:Later\n";
        return calendar(ZONE + component("VEVENT", number, master), "VEVENT", number, override);
    }

    private static String prague(String property, Instant time) {
        return property + ";TZID=Europe/Prague:" + PRAGUE.format(time) + "\n";
    }

    private static String component(String name, int number, String properties) {
        return "BEGIN:" + name + "\nUID:" + uid(number) + "\nDTSTAMP:20260501T080000Z\n" + properties + "END:" + name
                + "\n";
    }

    private static String calendar(String before, String name, int number, String properties) {
        return "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//fasti//bench//EN\n" + before
                + component(name, number, properties) + "END:VCALENDAR\n";
    }

    private void fill(String name, String tag, String extension, int size, IntFunction<String> text)
            throws IOException {
        Path folder = Files.createDirectories(data.resolve("collection-root/alice/" + name));
        Files.writeString(folder.resolve(".Radicale.props"), "{\"tag\": \"" + tag + "\"}");
        for (int number = 0; number < size; number++) {
            Files.writeString(
                    folder.resolve(uid(number) + extension), text.apply(number).replace("\n", "\r\n"));
        }
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> all = Files.walk(data)) {
            all.sorted(Comparator.reverseOrder()).forEach(BenchmarkFolder::delete);
        }
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
