package dev.fasti.server.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Items;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Under the heap of SmallHeapTest, large items")
class LargeItemsProcessTest {
    private static final String HEAD =
            "xmlns:D='DAV:' xmlns:C='urn:ietf:params:xml:ns:caldav'><D:prop><C:calendar-data/></D:prop>";

    @TempDir
    Path folder;

    @Test
    @DisplayName(
            "are listed to as many clients at once as there is memory for; others get 503, never a list without them")
    void reports() throws Exception {
        SmallHeapTest small = new SmallHeapTest();
        small.folder = folder;
        small.collection("calendar", "VCALENDAR");
        String lines = ("X-A:" + "x".repeat(60) + "\r\n").repeat(40_000) + "END:VEVENT";
        StringBuilder multiget = new StringBuilder("<C:calendar-multiget " + HEAD);
        try (FastiProcess server = small.start()) {
            for (int i = 0; i < 3; i++) {
                String path = "/alice/calendar/" + i + ".ics";
                String item = Items.event("item-" + i).replace("END:VEVENT", lines);
                assertThat(small.ask(server, "PUT", path, "0", item).statusCode())
                        .isEqualTo(201);
                multiget.append("<D:href>").append(path).append("</D:href>");
            }
            multiget.append("</C:calendar-multiget>");
            HttpResponse<String> alone = small.ask(server, "REPORT", "/alice/calendar/", "1", multiget.toString());
            assertThat(alone.statusCode()).isEqualTo(207);
            assertThat(alone.body()).contains("item-0", "item-1", "item-2");
            List<Integer> statuses = atOnce(server, multiget.toString());
            assertThat(statuses).isSubsetOf(207, 503);
            String query = "<C:calendar-query " + HEAD
                    + "<C:filter><C:comp-filter name='VCALENDAR'><C:comp-filter name='VEVENT'>"
                    + "<C:prop-filter name='SUMMARY'><C:text-match>none</C:text-match></C:prop-filter>"
                    + "</C:comp-filter></C:comp-filter></C:filter></C:calendar-query>";
            assertThat(atOnce(server, query)).isSubsetOf(207, 503);
            assertThat(small.ask(server, "PUT", "/alice/calendar/small.ics", "0", Items.event("small"))
                            .statusCode())
                    .isEqualTo(201);
            SmallHeapTest.end(server);
        }
    }

    @Test
    @DisplayName("are searched for as many clients at once as there is memory for, cards like events")
    void cards() throws Exception {
        SmallHeapTest small = new SmallHeapTest();
        small.folder = folder;
        small.collection("calendar", "VADDRESSBOOK");
        String lines = ("X-A:" + "x".repeat(60) + "\r\n").repeat(40_000) + "END:VCARD";
        String query =
                "<C:addressbook-query xmlns:D='DAV:' xmlns:C='urn:ietf:params:xml:ns:carddav'><D:prop><C:address-data/>"
                        + "</D:prop><C:filter><C:prop-filter name='X-A'><C:text-match>none</C:text-match></C:prop-filter></C:filter>"
                        + "</C:addressbook-query>";
        try (FastiProcess server = small.start()) {
            for (int i = 0; i < 3; i++) {
                String card = "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:" + i + "\r\nFN:x\r\nN:x;;;;\r\n" + lines + "\r\n";
                assertThat(small.ask(server, "PUT", "/alice/calendar/" + i + ".vcf", "0", card)
                                .statusCode())
                        .isEqualTo(201);
            }
            assertThat(atOnce(server, query)).isSubsetOf(207, 503);
            SmallHeapTest.end(server);
        }
    }

    /** The statuses of eight; an answer that was begun when the memory ran short is broken off. */
    private static List<Integer> atOnce(FastiProcess server, String report) throws Exception {
        HttpRequest request = SmallHeapTest.request(server, "/alice/calendar/", "1")
                .method("REPORT", HttpRequest.BodyPublishers.ofString(report))
                .build();
        HttpClient http = HttpClient.newHttpClient();
        List<CompletableFuture<Integer>> answers = IntStream.range(0, 8)
                .mapToObj(i -> http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                        .thenApply(HttpResponse::statusCode)
                        .exceptionally(broken -> 503))
                .toList();
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
        return answers.stream().map(CompletableFuture::join).toList();
    }
}
