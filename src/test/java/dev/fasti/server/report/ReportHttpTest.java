package dev.fasti.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.Multistatus;
import dev.fasti.server.fixture.OnServer;
import dev.fasti.server.fixture.Xml;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** principal-search-property-set, which reports there are, and what is said to those that there are not. */
class ReportHttpTest extends OnServer {
    @BeforeAll
    static void fill() {
        server.alice().put("/alice/calendar/a.ics", Items.event("a")).expect(201);
        server.bob().put("/bob/calendar/b.ics", Items.event("b")).expect(201);
    }

    private static Answer report(String path, String root, String content) {
        return server.alice().send("REPORT", path, Xml.document(root, content));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/principals/", "/principals/alice/"})
    @DisplayName("principal-search-property-set says by what principals are searched (RFC 3744 9.5)")
    void searchProperties(String path) {
        Answer answer = report(path, "D:principal-search-property-set", "").expect(200);
        assertThat(answer.header("Content-Type").orElseThrow()).startsWith("application/xml");
        assertThat(answer.xml().getDocumentElement().getLocalName()).isEqualTo("principal-search-property-set");
        assertThat(answer.xml().getDocumentElement().getNamespaceURI()).isEqualTo("DAV:");
        assertThat(Xml.find(answer.xml(), "/*/D:principal-search-property/D:prop/D:displayname"))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "C:calendar-query, /alice/contacts/",
        "C:free-busy-query, /alice/calendar/a.ics",
        "CR:addressbook-query, /alice/calendar/",
        "D:principal-match, /alice/calendar/a.ics",
        "D:acl-principal-prop-set, /principals/",
        "D:version-tree, /alice/calendar/a.ics",
        "X:unheard-of, /",
        "D:principal-search-property-set, /alice/calendar/",
        "D:propfind, /alice/"
    })
    @DisplayName("A report that the resource does not have is refused with supported-report (RFC 3253 3.6)")
    void unknown(String report, String path) {
        report(path, report, "<D:prop><D:getetag/></D:prop>").expectPrecondition(403, "D:supported-report");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "junk",
                "<",
                "<a",
                "<D:expand-property/>",
                "<a></b>",
                "<a/><b/>",
                "<!DOCTYPE a><a/>",
                "{\"a\": 1}",
                "<a>&unknown;</a>"
            })
    @DisplayName("An empty or malformed body is 400, never an answer with nothing in it")
    void malformed(String body) {
        for (String path : List.of("/", "/alice/", "/alice/calendar/", "/alice/calendar/a.ics")) {
            server.alice().send("REPORT", path, body).expect(400);
        }
    }

    @Test
    @DisplayName("supported-report-set lists exactly the reports that are answered (RFC 3253 3.1.5)")
    void supportedReportSet() {
        assertThat(supported("/"))
                .containsExactlyInAnyOrder(
                        "expand-property",
                        "principal-match",
                        "principal-property-search",
                        "principal-search-property-set");
        assertThat(supported("/alice/"))
                .containsExactlyInAnyOrder(
                        "expand-property",
                        "acl-principal-prop-set",
                        "principal-match",
                        "principal-property-search",
                        "calendar-query",
                        "free-busy-query");
        assertThat(supported("/alice/calendar/"))
                .containsExactlyInAnyOrder(
                        "sync-collection",
                        "expand-property",
                        "acl-principal-prop-set",
                        "principal-match",
                        "principal-property-search",
                        "calendar-query",
                        "calendar-multiget",
                        "free-busy-query");
        assertThat(supported("/alice/contacts/"))
                .containsExactlyInAnyOrder(
                        "sync-collection",
                        "expand-property",
                        "acl-principal-prop-set",
                        "principal-match",
                        "principal-property-search",
                        "addressbook-query",
                        "addressbook-multiget");
        assertThat(supported("/alice/calendar/a.ics"))
                .containsExactlyInAnyOrder(
                        "expand-property",
                        "acl-principal-prop-set",
                        "principal-property-search",
                        "calendar-query",
                        "calendar-multiget");
    }

    private static List<String> supported(String path) {
        Multistatus answer = server.alice().propfind(path, 0, "D:supported-report-set");
        return Xml.find(answer.property(path, "D:supported-report-set").orElseThrow(), "D:supported-report/D:report/*")
                .stream()
                .map(element -> element.getLocalName())
                .toList();
    }
}
