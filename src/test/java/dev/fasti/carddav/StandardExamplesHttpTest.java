package dev.fasti.carddav;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.Multistatus;
import dev.fasti.server.fixture.TestServer;
import dev.fasti.server.fixture.Xml;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The examples of RFC 6352, request and response")
class StandardExamplesHttpTest {
    private static final String BOOK = "/alice/addressbook/";
    private static final String CYRUS = "VERSION:3.0\r\nNICKNAME:me\r\nUID:34222-232@example.com\r\nFN:Cyrus Daboo\r\n"
            + "EMAIL:daboo@example.com\r\n";
    private static final String OLIVER = "VERSION:3.0\r\nNICKNAME:oliver\r\nUID:34222-23222@example.com\r\n"
            + "FN:Oliver Daboo\r\nEMAIL:oliver@example.com\r\n";

    @TempDir
    static Path data;

    private static TestServer server;
    private static final Map<String, String> TAGS = new HashMap<>();

    @BeforeAll
    static void start() {
        server = TestServer.start(data);
        server.alice()
                .send(
                        "MKCOL",
                        BOOK,
                        Xml.document(
                                "D:mkcol",
                                "<D:set><D:prop><D:resourcetype><D:collection/><CR:addressbook/></D:resourcetype>"
                                        + "</D:prop></D:set>"))
                .expect(201);
        // More than the examples ask back, and cards that they do not mean.
        put("v102.vcf", CYRUS + "N:Daboo;Cyrus;;;\r\nNOTE:not asked for\r\n");
        put("v104.vcf", OLIVER + "N:Daboo;Oliver;;;\r\n");
        put("v105.vcf", "VERSION:3.0\r\nNICKNAME:mercury\r\nUID:5\r\nFN:Someone Else\r\nEMAIL:else@example.com\r\n");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @DisplayName("8.6.3: partial retrieval of vCards matching NICKNAME")
    void nickname() {
        Multistatus found = report("""
                <?xml version="1.0" encoding="utf-8" ?>
                <C:addressbook-query xmlns:D="DAV:"
                                  xmlns:C="urn:ietf:params:xml:ns:carddav">
                  <D:prop>
                    <D:getetag/>
                    <C:address-data>
                      <C:prop name="VERSION"/>
                      <C:prop name="UID"/>
                      <C:prop name="NICKNAME"/>
                      <C:prop name="EMAIL"/>
                      <C:prop name="FN"/>
                    </C:address-data>
                  </D:prop>
                  <C:filter>
                    <C:prop-filter name="NICKNAME">
                      <C:text-match collation="i;unicode-casemap"
                                    match-type="equals"
                      >me</C:text-match>
                    </C:prop-filter>
                  </C:filter>
                </C:addressbook-query>
                """).multistatus();

        assertThat(found.hrefs()).containsExactly(BOOK + "v102.vcf");
        isAnswered(found, "v102.vcf", CYRUS);
    }

    @Test
    @DisplayName("8.6.4: partial retrieval of vCards matching a full name or email address")
    void nameOrAddress() {
        Multistatus found = report("""
                <?xml version="1.0" encoding="utf-8" ?>
                <C:addressbook-query xmlns:D="DAV:"
                                  xmlns:C="urn:ietf:params:xml:ns:carddav">
                  <D:prop>
                    <D:getetag/>
                    <C:address-data>
                      <C:prop name="VERSION"/>
                      <C:prop name="UID"/>
                      <C:prop name="NICKNAME"/>
                      <C:prop name="EMAIL"/>
                      <C:prop name="FN"/>
                    </C:address-data>
                  </D:prop>
                  <C:filter test="anyof">
                    <C:prop-filter name="FN">
                      <C:text-match collation="i;unicode-casemap"
                                    match-type="contains"
                      >daboo</C:text-match>
                    </C:prop-filter>
                    <C:prop-filter name="EMAIL">
                      <C:text-match collation="i;unicode-casemap"
                                    match-type="contains"
                      >daboo</C:text-match>
                    </C:prop-filter>
                  </C:filter>
                </C:addressbook-query>
                """).multistatus();

        assertThat(found.hrefs()).containsExactly(BOOK + "v102.vcf", BOOK + "v104.vcf");
        isAnswered(found, "v102.vcf", CYRUS);
        isAnswered(found, "v104.vcf", OLIVER);
    }

    @Test
    @DisplayName("8.6.5: truncated results")
    void truncated() {
        put("v106.vcf", "VERSION:3.0\r\nUID:6\r\nFN:Third Daboo\r\n");
        Multistatus found = report("""
                <?xml version="1.0" encoding="utf-8" ?>
                <C:addressbook-query xmlns:D="DAV:"
                                  xmlns:C="urn:ietf:params:xml:ns:carddav">
                  <D:prop>
                    <D:getetag/>
                  </D:prop>
                  <C:filter test="anyof">
                    <C:prop-filter name="FN">
                      <C:text-match collation="i;unicode-casemap"
                                    match-type="contains"
                      >daboo</C:text-match>
                    </C:prop-filter>
                  </C:filter>
                  <C:limit>
                    <C:nresults>2</C:nresults>
                  </C:limit>
                </C:addressbook-query>
                """).multistatus();
        server.alice().send("DELETE", BOOK + "v106.vcf").expect(204);

        assertThat(found.hrefs()).containsExactlyInAnyOrder(BOOK, BOOK + "v102.vcf", BOOK + "v104.vcf");
        assertThat(found.status(BOOK)).contains(507);
        assertThat(Xml.find(
                        found.document(),
                        "/D:multistatus/D:response[D:href='" + BOOK + "']/D:error/D:number-of-matches-within-limits"))
                .hasSize(1);
        assertThat(found.text(BOOK + "v104.vcf", "D:getetag")).isEqualTo(TAGS.get("v104.vcf"));
    }

    @Test
    @DisplayName("8.7.1: addressbook-multiget, of a card and of one that is not there")
    void multiget() {
        Multistatus found = report("""
                <?xml version="1.0" encoding="utf-8" ?>
                <C:addressbook-multiget xmlns:D="DAV:"
                                     xmlns:C="urn:ietf:params:xml:ns:carddav">
                  <D:prop>
                    <D:getetag/>
                    <C:address-data>
                      <C:prop name="VERSION"/>
                      <C:prop name="UID"/>
                      <C:prop name="NICKNAME"/>
                      <C:prop name="EMAIL"/>
                      <C:prop name="FN"/>
                    </C:address-data>
                  </D:prop>
                  <D:href>/alice/addressbook/v102.vcf</D:href>
                  <D:href>/alice/addressbook/vcf1.vcf</D:href>
                </C:addressbook-multiget>
                """).multistatus();

        assertThat(found.hrefs()).containsExactly(BOOK + "v102.vcf", BOOK + "vcf1.vcf");
        isAnswered(found, "v102.vcf", CYRUS);
        assertThat(found.status(BOOK + "vcf1.vcf")).contains(404);
    }

    @Test
    @DisplayName("8.7.2: a card that cannot be converted to the version that was asked for")
    void unconvertible() {
        server.alice()
                .put(BOOK + "list.vcf", "BEGIN:VLIST\r\nUID:list.vcf\r\nVERSION:1.0\r\nFN:List\r\nEND:VLIST\r\n")
                .expect(201);
        Multistatus found = report("""
                <?xml version="1.0" encoding="utf-8" ?>
                <C:addressbook-multiget xmlns:D="DAV:"
                                     xmlns:C="urn:ietf:params:xml:ns:carddav">
                  <D:prop>
                    <D:getetag/>
                    <C:address-data content-type='text/vcard' version='4.0'/>
                  </D:prop>
                  <D:href>/alice/addressbook/list.vcf</D:href>
                  <D:href>/alice/addressbook/v104.vcf</D:href>
                </C:addressbook-multiget>
                """).multistatus();

        assertThat(found.statusOf(BOOK + "list.vcf", "CR:address-data")).isEqualTo(415);
        assertThat(Xml.find(
                        found.propstats(BOOK + "list.vcf", 415).get(0), "D:error/CR:supported-address-data-conversion"))
                .hasSize(1);
        assertThat(found.statusOf(BOOK + "list.vcf", "D:getetag")).isEqualTo(200);
        assertThat(found.text(BOOK + "v104.vcf", "CR:address-data"))
                .startsWith("BEGIN:VCARD\r\nVERSION:4.0\r\n")
                .contains("FN:Oliver Daboo\r\n");
        assertThat(server.alice().send("GET", BOOK + "v104.vcf").body()).contains("VERSION:3.0");
    }

    private static void isAnswered(Multistatus found, String name, String properties) {
        assertThat(found.text(BOOK + name, "D:getetag")).isEqualTo(TAGS.get(name));
        assertThat(found.text(BOOK + name, "CR:address-data"))
                .isEqualTo("BEGIN:VCARD\r\n" + properties + "END:VCARD\r\n");
    }

    private static Answer report(String body) {
        return server.alice()
                .with("Depth", "1")
                .with("Content-Type", "text/xml; charset=\"utf-8\"")
                .send("REPORT", BOOK, body);
    }

    private static void put(String name, String properties) {
        String tag = server.alice()
                .put(BOOK + name, "BEGIN:VCARD\r\n" + properties + "END:VCARD\r\n")
                .expect(201)
                .header("ETag")
                .orElseThrow();
        TAGS.put(name, tag);
    }
}
