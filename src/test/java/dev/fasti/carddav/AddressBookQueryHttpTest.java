package dev.fasti.carddav;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.Multistatus;
import dev.fasti.server.fixture.OnServer;
import dev.fasti.server.fixture.TestServer;
import dev.fasti.server.fixture.Xml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Queries of address books over HTTP (RFC 6352 8.6)")
class AddressBookQueryHttpTest extends OnServer {
    private static final String BOOK = "/alice/book/";
    private static final String FN = "<CR:filter><CR:prop-filter name=\"FN\"><CR:text-match>%s</CR:text-match>"
            + "</CR:prop-filter></CR:filter>";

    @BeforeAll
    static void fill() {
        make(BOOK);
        for (String name : new String[] {"Ann", "Anna", "Berta", "Zoë"}) {
            server.alice()
                    .put(BOOK + name.charAt(0) + name.length() + ".vcf", Items.card(name, name))
                    .expect(201);
        }
    }

    @Test
    @DisplayName("a collation that is not supported is refused by name (RFC 6352 8.3)")
    void collation() {
        for (String collation : List.of("i;klingon", "i;*", "i;unicode-*")) {
            query(
                            BOOK,
                            "<CR:filter><CR:prop-filter name=\"FN\"><CR:text-match collation=\"" + collation
                                    + "\">a</CR:text-match></CR:prop-filter></CR:filter>")
                    .expectPrecondition(403, "CR:supported-collation");
        }
    }

    @Test
    @DisplayName("a version of vCard that is not supported is refused by name (RFC 6352 8.6)")
    void version() {
        server.alice()
                .with("Depth", "1")
                .send(
                        "REPORT",
                        BOOK,
                        Xml.document(
                                "CR:addressbook-query",
                                "<D:prop><CR:address-data content-type=\"text/vcard\" version=\"5.0\"/></D:prop><CR:filter/>"))
                .expectPrecondition(403, "CR:supported-address-data");
    }

    @Test
    @DisplayName("a filter of a size that nobody needs is refused by name (RFC 6352 8.6)")
    void hugeFilter() {
        query(BOOK, "<CR:filter>" + "<CR:prop-filter name=\"FN\"/>".repeat(101) + "</CR:filter>")
                .expectPrecondition(403, "CR:supported-filter");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<CR:filter test=\"some\"/>",
                "<CR:filter><CR:prop-filter/></CR:filter>",
                "<CR:filter><CR:prop-filter name=\"FN\"><CR:is-not-defined/><CR:text-match>a</CR:text-match>"
                        + "</CR:prop-filter></CR:filter>",
                "<CR:filter><CR:prop-filter name=\"FN\"><CR:text-match match-type=\"like\">a</CR:text-match>"
                        + "</CR:prop-filter></CR:filter>",
                "<CR:filter><CR:prop-filter name=\"FN\"><CR:text-match negate-condition=\"maybe\">a</CR:text-match>"
                        + "</CR:prop-filter></CR:filter>",
                "<CR:filter><CR:prop-filter name=\"TEL\"><CR:param-filter/></CR:prop-filter></CR:filter>",
                "<CR:filter/><CR:limit><CR:nresults>few</CR:nresults></CR:limit>",
            })
    @DisplayName("what is not as the standard has it is 400, and so is no XML (RFC 6352 10.3 to 10.6)")
    void badRequests(String content) {
        query(BOOK, content).expect(400);
        server.alice().send("REPORT", BOOK, "<addressbook-query").expect(400);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 2", "infinity, 2", ", 2"})
    @DisplayName("Depth is the scope; without one the cards are meant (RFC 6352 8.6)")
    void depth(String depth, int found) {
        TestServer.Call call = depth == null ? server.alice() : server.alice().with("Depth", depth);
        assertThat(call.send("REPORT", BOOK, body(FN.formatted("ann")))
                        .multistatus()
                        .hrefs())
                .hasSize(found);
        server.alice()
                .with("Depth", "2")
                .send("REPORT", BOOK, body(FN.formatted("ann")))
                .expect(400);
    }

    @Test
    @DisplayName("a card is searched for itself; other resources do not have the report (RFC 6352 8)")
    void targets() {
        assertThat(query(BOOK + "A3.vcf", FN.formatted("ann")).multistatus().hrefs())
                .containsExactly(BOOK + "A3.vcf");
        assertThat(query(BOOK + "B5.vcf", FN.formatted("ann")).multistatus().hrefs())
                .isEmpty();
        query("/alice/", FN.formatted("ann")).expectPrecondition(403, "D:supported-report");
        Multistatus set = server.alice().propfind(BOOK, 0, "D:supported-report-set");
        assertThat(Xml.find(set.document(), "//D:report/CR:addressbook-query")).hasSize(1);
    }

    @Test
    @DisplayName("other people's address books are not searched (RFC 3744 7.1.1)")
    void privileges() {
        server.bob()
                .with("Depth", "1")
                .send("REPORT", BOOK, body(FN.formatted("ann")))
                .expect(403);
        server.nobody()
                .with("Depth", "1")
                .send("REPORT", BOOK, body(FN.formatted("ann")))
                .expect(401);
    }

    @Test
    @DisplayName("letters match in either case, composed or not, beyond ASCII too (RFC 5051)")
    void unicode() {
        assertThat(query(BOOK, FN.formatted("ZOË")).multistatus().hrefs()).containsExactly(BOOK + "Z3.vcf");
        assertThat(query(BOOK, FN.formatted("zoe\u0308")).multistatus().hrefs()).containsExactly(BOOK + "Z3.vcf");
        String octets = FN.replace("<CR:text-match>", "<CR:text-match collation=\"i;octet\">");
        assertThat(query(BOOK, octets.formatted("zoë")).multistatus().hrefs()).isEmpty();
        String ascii = FN.replace("<CR:text-match>", "<CR:text-match collation=\"i;ascii-casemap\">");
        assertThat(query(BOOK, ascii.formatted("ZOë")).multistatus().hrefs()).containsExactly(BOOK + "Z3.vcf");
        assertThat(query(BOOK, ascii.formatted("ZOË")).multistatus().hrefs()).isEmpty();
    }

    @Test
    @DisplayName("a limit that is not reached is not spoken of; one of 0 finds that there is something")
    void limits() {
        String limit = "<CR:limit><CR:nresults>%d</CR:nresults></CR:limit>";
        assertThat(query(BOOK, FN.formatted("ann") + limit.formatted(2))
                        .multistatus()
                        .hrefs())
                .containsExactly(BOOK + "A3.vcf", BOOK + "A4.vcf");
        Multistatus none = query(BOOK, FN.formatted("ann") + limit.formatted(0)).multistatus();
        assertThat(none.hrefs()).containsExactly(BOOK);
        assertThat(none.status(BOOK)).contains(507);
        assertThat(query(BOOK, FN.formatted("nobody") + limit.formatted(0))
                        .multistatus()
                        .hrefs())
                .isEmpty();
    }

    @Test
    @DisplayName("a broken card is left out, and nothing else is; a filter of nothing lists it (RFC 6352 10.5)")
    void broken() throws IOException {
        String book = "/alice/broken/";
        make(book);
        server.alice().put(book + "b.vcf", Items.card("b", "Whole")).expect(201);
        Path folder = data.resolve("collection-root/alice/broken");
        Files.writeString(folder.resolve("a.vcf"), "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Whole\r\n");
        Files.writeString(folder.resolve("c.vcf"), "what is this");
        server.alice().propfind(book, 1, "D:getetag");

        assertThat(query(book, FN.formatted("whole")).multistatus().hrefs()).containsExactly(book + "b.vcf");
        assertThat(query(
                                book,
                                "<CR:filter><CR:prop-filter name=\"NOTE\"><CR:is-not-defined/></CR:prop-filter></CR:filter>")
                        .multistatus()
                        .hrefs())
                .containsExactly(book + "b.vcf");
        assertThat(query(book, "<CR:filter/>").multistatus().hrefs()).hasSize(3);
    }

    static void make(String path) {
        server.alice()
                .send(
                        "MKCOL",
                        path,
                        Xml.document(
                                "D:mkcol",
                                "<D:set><D:prop><D:resourcetype><D:collection/><CR:addressbook/></D:resourcetype>"
                                        + "</D:prop></D:set>"))
                .expect(201);
    }

    private static String body(String content) {
        return Xml.document("CR:addressbook-query", "<D:prop><D:getetag/></D:prop>" + content);
    }

    private static Answer query(String path, String content) {
        return server.alice().with("Depth", "1").send("REPORT", path, body(content));
    }
}
