package dev.fasti.carddav;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.Multistatus;
import dev.fasti.server.fixture.OnServer;
import dev.fasti.server.fixture.Xml;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Address books over HTTP (RFC 6352)")
class CardDavHttpTest extends OnServer {
    @Test
    @DisplayName("DAVx5: OPTIONS on the principal says addressbook (RFC 6352 6.1)")
    void announcesItself() {
        Answer answer = server.alice().send("OPTIONS", "/principals/alice/");

        assertThat(answer.header("DAV").orElseThrow()).contains("addressbook");
    }

    @Test
    @DisplayName("extended MKCOL makes an address book with its properties (RFC 6352 6.3.1)")
    void makesAnAddressBook() {
        make("/alice/friends/");

        Multistatus made =
                server.alice().propfind("/alice/friends/", 0, "D:resourcetype", "CR:addressbook-description");
        assertThat(Xml.find(made.document(), "//D:resourcetype/CR:addressbook")).hasSize(1);
        assertThat(made.text("/alice/friends/", "CR:addressbook-description")).isEqualTo("Mine");
    }

    @Test
    @DisplayName("a second card with a UID is refused, with the href of the first (RFC 6352 6.3.2.1)")
    void refusesASecondUid() {
        make("/alice/uids/");
        server.alice().put("/alice/uids/one.vcf", Items.card("same", "One")).expect(201);

        Answer answer = server.alice().put("/alice/uids/two.vcf", Items.card("same", "Two"));

        answer.expectPrecondition(403, "CR:no-uid-conflict");
        assertThat(Xml.find(answer.xml(), "/D:error/CR:no-uid-conflict/D:href")
                        .get(0)
                        .getTextContent())
                .isEqualTo("/alice/uids/one.vcf");
    }

    @Test
    @DisplayName("rubbish and other types are refused in CardDAV's words (RFC 6352 6.3.2.1)")
    void refusesRubbish() {
        make("/alice/clean/");

        server.alice().put("/alice/clean/a.vcf", "hello").expectPrecondition(403, "CR:valid-address-data");
        server.alice()
                .with("Content-Type", "image/png")
                .send("PUT", "/alice/clean/a.vcf", Items.card("a", "A"))
                .expectPrecondition(403, "CR:supported-address-data");
    }

    @Test
    @DisplayName("a multiget answers what it finds, and 404 for the rest (RFC 6352 8.7)")
    void multiget() {
        make("/alice/got/");
        String card = Items.card("got", "Zoë");
        String tag = server.alice()
                .put("/alice/got/a.vcf", card)
                .expect(201)
                .header("ETag")
                .orElseThrow();

        Multistatus found = server.alice()
                .send(
                        "REPORT",
                        "/alice/got/",
                        Xml.document(
                                "CR:addressbook-multiget",
                                "<D:prop><D:getetag/><CR:address-data content-type=\"text/vcard\" version=\"3.0\"/>"
                                        + "</D:prop><D:href>/alice/got/a.vcf</D:href>"
                                        + "<D:href>/alice/got/gone.vcf</D:href>"))
                .multistatus();

        assertThat(found.text("/alice/got/a.vcf", "CR:address-data")).isEqualTo(card);
        assertThat(found.property("/alice/got/a.vcf", "CR:address-data")
                        .orElseThrow()
                        .getAttribute("version"))
                .isEqualTo("3.0");
        assertThat(found.text("/alice/got/a.vcf", "D:getetag")).isEqualTo(tag);
        assertThat(found.status("/alice/got/gone.vcf")).contains(404);
    }

    private static void make(String path) {
        server.alice()
                .send(
                        "MKCOL",
                        path,
                        Xml.document(
                                "D:mkcol",
                                "<D:set><D:prop><D:resourcetype><D:collection/><CR:addressbook/></D:resourcetype>"
                                        + "<CR:addressbook-description>Mine</CR:addressbook-description>"
                                        + "</D:prop></D:set>"))
                .expect(201);
    }
}
