package dev.fasti.carddav;

import dev.fasti.server.fixture.TestServer;
import dev.fasti.server.fixture.Xml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Measures queries of an address book over HTTP with one client; run by hand, never by a build.
 *
 * <p>{@code java -cp target/classes:target/test-classes:<jars> dev.fasti.carddav.QueryFigures FOLDER CARDS}
 */
final class QueryFigures {
    private static final String BOOK = "/alice/book/";

    private QueryFigures() {}

    public static void main(String[] arguments) throws IOException {
        Path data = Path.of(arguments[0]);
        int cards = Integer.parseInt(arguments[1]);
        fill(data.resolve("collection-root/alice/book"), cards);
        String text = "<CR:prop-filter name=\"%s\"%s><CR:text-match>%s</CR:text-match></CR:prop-filter>";
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put("FN contains, 10 found", text.formatted("FN", "", "er 77"));
        queries.put("FN contains beyond ASCII", text.formatted("FN", "", "Ü"));
        queries.put(
                "FN, EMAIL, NICKNAME or ORG contains",
                text.formatted("FN", "", "er 77")
                        + text.formatted("EMAIL", "", "er77")
                        + text.formatted("NICKNAME", "", "er77")
                        + text.formatted("ORG", "", "er77"));
        queries.put(
                "NICKNAME is not defined and FN contains",
                "<CR:prop-filter name=\"NICKNAME\"><CR:is-not-defined/></CR:prop-filter>"
                        + text.formatted("FN", "", "er 77"));
        queries.put("NOTE contains (parses all)", text.formatted("NOTE", "", "nothing"));
        try (TestServer server = TestServer.start(data)) {
            queries.forEach((name, filter) -> measure(server, name, filter));
        }
    }

    private static void fill(Path book, int cards) throws IOException {
        Files.createDirectories(book);
        Files.writeString(book.resolve(".Radicale.props"), "{\"tag\": \"VADDRESSBOOK\"}");
        for (int i = 0; i < cards; i++) {
            Files.writeString(
                    book.resolve(i + ".vcf"),
                    "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:" + i + "-0000-4000-8000-000000000000\r\nFN:Peter Müller " + i
                            + "\r\nN:Müller " + i + ";Peter;;;\r\nEMAIL;TYPE=home:peter.mueller" + i
                            + "@example.com\r\nEMAIL;TYPE=work:pm" + i + "@example.org\r\nTEL;TYPE=cell:+49 30 " + i
                            + "\r\nORG:Example;Unit " + i % 10 + "\r\nADR;TYPE=home:;;Street " + i
                            + ";Town;;12345;Land\r\nNOTE:Some words\r\nEND:VCARD\r\n");
        }
    }

    private static void measure(TestServer server, String name, String filter) {
        String test = name.contains(" and ") ? "allof" : "anyof";
        String body = Xml.document(
                "CR:addressbook-query",
                "<D:prop><D:getetag/></D:prop><CR:filter test=\"" + test + "\">" + filter + "</CR:filter>"
                        + (name.contains("beyond") ? "<CR:limit><CR:nresults>10</CR:nresults></CR:limit>" : ""));
        int rounds = name.contains("all") ? 7 : 400;
        double[] times = new double[rounds];
        int found = 0;
        for (int i = 0; i < rounds; i++) {
            long start = System.nanoTime();
            var answer = server.alice().with("Depth", "1").send("REPORT", BOOK, body);
            times[i] = (System.nanoTime() - start) / 1e6;
            found = i > 0 ? found : answer.multistatus().hrefs().size();
        }
        double[] warm = Arrays.copyOfRange(times, rounds / 2, rounds);
        Arrays.sort(warm);
        System.out.printf(Locale.ROOT, "%s: %d found, median %.2f ms%n", name, found, warm[warm.length / 2]);
    }
}
