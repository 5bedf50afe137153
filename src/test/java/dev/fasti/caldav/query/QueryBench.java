package dev.fasti.caldav.query;

import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.TestServer;
import dev.fasti.server.fixture.Xml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Measures calendar queries over HTTP on the loopback: run {@code main} with the test classpath; no test runs it.
 *
 * <p>A calendar of N events over some two years, one in ten of them recurring, is written into the folder before the
 * server starts. Each figure is the median of 200 requests after 300 that warm up, one client.
 */
final class QueryBench {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");
    private static final String MONTH = "start=\"20260601T000000Z\" end=\"20260701T000000Z\"/>";
    private static final int WARM = 300;
    private static final int MEASURED = 200;

    private QueryBench() {}

    public static void main(String[] args) throws IOException {
        for (int size : args.length == 0
                ? new int[] {1_000, 10_000}
                : Arrays.stream(args).mapToInt(Integer::parseInt).toArray()) {
            run(size);
        }
    }

    private static void run(int size) throws IOException {
        Path data = Files.createTempDirectory("fasti-bench");
        write(data.resolve("collection-root/alice/work"), size);
        try (TestServer server = TestServer.start(data)) {
            TestServer.Call alice = server.alice().with("Depth", "1");
            for (Map.Entry<String, String> request : requests(size).entrySet()) {
                long[] times = new long[MEASURED];
                int octets = 0;
                for (int i = -WARM; i < MEASURED; i++) {
                    long before = System.nanoTime();
                    octets = alice.send("REPORT", "/alice/work/", request.getValue())
                            .octets()
                            .length;
                    if (i >= 0) {
                        times[i] = System.nanoTime() - before;
                    }
                }
                Arrays.sort(times);
                System.out.printf(
                        "%6d %-28s median %6.2f ms  p95 %6.2f ms  %d octets%n",
                        size, request.getKey(), times[MEASURED / 2] / 1e6, times[MEASURED * 95 / 100] / 1e6, octets);
            }
        }
    }

    private static Map<String, String> requests(int size) {
        Map<String, String> all = new LinkedHashMap<>();
        String range = "<C:comp-filter name=\"VEVENT\"><C:time-range " + MONTH + "</C:comp-filter>";
        all.put(
                "nothing (empty week)",
                query(
                        "<D:getetag/>",
                        "<C:comp-filter name=\"VEVENT\"><C:time-range"
                                + " start=\"20200601T000000Z\" end=\"20200608T000000Z\"/></C:comp-filter>"));
        all.put("month, tags", query("<D:getetag/>", range));
        all.put("month, data", query("<D:getetag/><C:calendar-data/>", range));
        all.put("month, expanded", query("<C:calendar-data><C:expand " + MONTH + "</C:calendar-data>", range));
        all.put(
                "month, summary",
                query(
                        "<D:getetag/>",
                        range.replace(
                                "</C:comp-filter>",
                                "<C:prop-filter name=\"SUMMARY\"><C:text-match>7</C:text-match></C:prop-filter></C:comp-filter>")));
        all.put("free-busy of the month", Xml.document("C:free-busy-query", "<C:time-range " + MONTH));
        all.put(
                "UID",
                query(
                        "<D:getetag/>",
                        "<C:comp-filter name=\"VEVENT\"><C:prop-filter name=\"UID\">"
                                + "<C:text-match collation=\"i;octet\">uid-" + (size / 2)
                                + "@example.org</C:text-match>"
                                + "</C:prop-filter></C:comp-filter>"));
        all.put(
                "open to-dos",
                query(
                        "<D:getetag/>",
                        "<C:comp-filter name=\"VTODO\">"
                                + "<C:prop-filter name=\"COMPLETED\"><C:is-not-defined/></C:prop-filter></C:comp-filter>"));
        all.put("all events, tags", query("<D:getetag/>", "<C:comp-filter name=\"VEVENT\"/>"));
        return all;
    }

    private static String query(String properties, String filter) {
        return Xml.document(
                "C:calendar-query",
                "<D:prop>" + properties + "</D:prop><C:filter><C:comp-filter name=\"VCALENDAR\">" + filter
                        + "</C:comp-filter></C:filter>");
    }

    private static void write(Path folder, int size) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(".Radicale.props"), "{\"tag\": \"VCALENDAR\"}");
        LocalDateTime first = LocalDateTime.of(2025, 6, 1, 8, 0);
        for (int i = 0; i < size; i++) {
            LocalDateTime start = first.plusMinutes(i * (760L * 24 * 60) / size).withSecond(0);
            // As many series as calendars really have, ended ones for the most part.
            String rule = i % 10 != 0 ? "" : "RRULE:FREQ=WEEKLY;COUNT=" + (2 + i % 7) + "\r\n";
            String content = Items.calendar("BEGIN:VEVENT\r\nUID:uid-" + i + "@example.org\r\n"
                    + "DTSTAMP:20260101T000000Z\r\nDTSTART;TZID=Europe/Berlin:" + LOCAL.format(start)
                    + "\r\nDTEND;TZID=Europe/Berlin:" + LOCAL.format(start.plusHours(1)) + "\r\n" + rule
                    + "SUMMARY:Meeting number " + i + "\r\nDESCRIPTION:" + "Something to talk about. ".repeat(12)
                    + "\r\nLOCATION:Room " + i % 17 + "\r\nEND:VEVENT\r\n");
            Files.write(folder.resolve("event-" + i + ".ics"), content.getBytes(StandardCharsets.UTF_8));
        }
    }
}
