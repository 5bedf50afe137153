package dev.fasti.server.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.Multistatus;
import dev.fasti.server.fixture.OnServer;
import dev.fasti.server.fixture.Xml;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyncCollectionHttpTest extends OnServer {
    private static int calendars;

    private final String calendar = "/alice/calendar" + calendars++ + "/";

    @BeforeEach
    void make() {
        server.alice().send("MKCALENDAR", calendar).expect(201);
    }

    private void write(String name) {
        write(name, "Meeting");
    }

    private void write(String name, String summary) {
        assertThat(server.alice()
                        .put(calendar + name, Items.event(name, summary))
                        .status())
                .isIn(201, 204);
    }

    private void delete(String name) {
        server.alice().send("DELETE", calendar + name).expect(204);
    }

    private Multistatus sync(String token) {
        return server.alice().sync(calendar, token).multistatus();
    }

    private static String page(String token, int limit) {
        return Xml.document(
                "D:sync-collection",
                "<D:sync-token>" + token + "</D:sync-token><D:sync-level>1</D:sync-level><D:limit><D:nresults>" + limit
                        + "</D:nresults></D:limit><D:prop><D:getetag/></D:prop>");
    }

    @Test
    @DisplayName("An initial synchronisation lists every member with its tag and nothing that is gone (RFC 6578 3.4)")
    void initial() {
        write("a.ics");
        write("gone.ics");
        write("b.ics");
        delete("gone.ics");
        Multistatus all = sync("");
        assertThat(all.hrefs()).containsExactlyInAnyOrder(calendar + "a.ics", calendar + "b.ics");
        for (String href : all.hrefs()) {
            assertThat(all.status(href)).isEmpty();
            assertThat(Optional.of(all.text(href, "D:getetag")))
                    .isEqualTo(server.alice().send("GET", href).header("ETag"));
        }
    }

    @Test
    @DisplayName("tsdav: the token of PROPFIND is the one of the report, getctag changes with it (RFC 6578 4)")
    void tokenProperty() {
        write("a.ics");
        Multistatus before = server.alice().propfind(calendar, 0, "D:sync-token", "CS:getctag");
        assertThat(before.text(calendar, "D:sync-token")).isEqualTo(sync("").syncToken());
        write("a.ics", "Another");
        Multistatus after = server.alice().propfind(calendar, 0, "D:sync-token", "CS:getctag");
        assertThat(after.text(calendar, "D:sync-token"))
                .isEqualTo(sync("").syncToken())
                .isNotEqualTo(before.text(calendar, "D:sync-token"));
        assertThat(after.text(calendar, "CS:getctag")).isNotEqualTo(before.text(calendar, "CS:getctag"));
        assertThat(server.alice().with("Depth", "0").send("PROPFIND", calendar).body())
                .as("not in allprop")
                .contains("resourcetype")
                .doesNotContain("sync-token");
    }

    @Test
    @DisplayName("Evolution: a token is a URI, so it holds a colon and slashes (RFC 6578 3.8)")
    void tokenIsUri() {
        String token = sync("").syncToken();
        assertThat(URI.create(token).isAbsolute()).isTrue();
        assertThat(token).contains(":", "/");
    }

    @Test
    @DisplayName("Added and changed members come with their tags, removed ones as 404, each once (RFC 6578 3.5)")
    void changes() {
        write("kept.ics");
        write("changed.ics");
        write("removed.ics");
        write("back.ics");
        String token = sync("").syncToken();
        write("changed.ics", "One");
        write("changed.ics", "Two");
        delete("removed.ics");
        write("added.ics");
        write("flash.ics");
        delete("flash.ics");
        delete("back.ics");
        write("back.ics", "Returned");
        Multistatus changes = sync(token);
        assertThat(changes.hrefs()).doesNotHaveDuplicates().doesNotContain(calendar + "kept.ics", calendar);
        for (String name : List.of("changed.ics", "added.ics", "back.ics")) {
            assertThat(Optional.of(changes.text(calendar + name, "D:getetag")))
                    .isEqualTo(server.alice().send("GET", calendar + name).header("ETag"));
            assertThat(changes.status(calendar + name)).isEmpty();
        }
        assertThat(changes.status(calendar + "removed.ics")).hasValue(404);
        assertThat(changes.propstats(calendar + "removed.ics", 404)).isEmpty();
        assertThat(changes.status(calendar + "flash.ics")).hasValue(404);
        assertThat(changes.hrefs()).hasSize(5);
        assertThat(sync(changes.syncToken()).hrefs()).isEmpty();
    }

    @Test
    @DisplayName("What was added since a calendar was empty and is gone again is told as removed (RFC 6578 3.5.2)")
    void goneFromWhatWasEmpty() {
        String empty = sync("").syncToken();
        write("flash.ics");
        write("kept.ics");
        delete("flash.ics");
        Multistatus changes = sync(empty);
        assertThat(changes.hrefs()).containsExactlyInAnyOrder(calendar + "flash.ics", calendar + "kept.ics");
        assertThat(changes.status(calendar + "flash.ics")).hasValue(404);
        assertThat(sync("").hrefs()).containsExactly(calendar + "kept.ics");
        delete("kept.ics");
        assertThat(sync(empty).status(calendar + "kept.ics")).hasValue(404);
        assertThat(sync("").hrefs()).isEmpty();
    }

    @Test
    @DisplayName("Where nothing changed there are no responses, and the token stays the same (RFC 6578 3.5)")
    void unchanged() {
        write("a.ics");
        String token = sync("").syncToken();
        write("a.ics");
        Multistatus again = sync(token);
        if (again.hrefs().isEmpty()) {
            assertThat(again.syncToken()).isEqualTo(token);
        }
        Multistatus nothing = sync(again.syncToken());
        assertThat(nothing.hrefs()).isEmpty();
        assertThat(nothing.syncToken()).isEqualTo(again.syncToken());
        server.alice()
                .send("PROPPATCH", calendar, Xml.proppatch("<D:displayname>Work</D:displayname>"))
                .expect(207);
        assertThat(sync(again.syncToken()).hrefs()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "infinity"})
    @DisplayName("DAVx5 sends Depth 0, Thunderbird 1, others none: the answer is the same (RFC 6578 3.2)")
    void depth(String depth) {
        write("a.ics");
        Multistatus without = sync("");
        Multistatus with =
                server.alice().with("Depth", depth).sync(calendar, "").multistatus();
        assertThat(with.hrefs()).isEqualTo(without.hrefs()).hasSize(1);
        assertThat(with.syncToken()).isEqualTo(without.syncToken());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100})
    @DisplayName("With nresults a page ends with a 507 of the collection, and all pages are everything (RFC 6578 3.6)")
    void pages(int limit) {
        write("before.ics");
        delete("before.ics");
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            write(i + ".ics");
            expected.add(calendar + i + ".ics");
        }
        write("3.ics", "Changed");
        assertThat(pages("", limit)).containsExactlyInAnyOrderElementsOf(expected);
        String token = sync("").syncToken();
        delete("5.ics");
        write("6.ics", "Changed");
        write("8.ics");
        assertThat(pages(token, limit))
                .containsExactlyInAnyOrder(calendar + "5.ics", calendar + "6.ics", calendar + "8.ics");
    }

    private List<String> pages(String from, int limit) {
        List<String> seen = new ArrayList<>();
        String token = from;
        boolean isMore = true;
        for (int pages = 0; isMore; pages++) {
            assertThat(pages).isLessThan(10);
            Multistatus page =
                    server.alice().send("REPORT", calendar, page(token, limit)).multistatus();
            isMore = page.hrefs().contains(calendar);
            List<String> members = new ArrayList<>(page.hrefs());
            if (isMore) {
                assertThat(page.status(calendar)).hasValue(507);
                assertThat(Xml.find(
                                page.document(), "//D:response[D:status]/D:error/D:number-of-matches-within-limits"))
                        .hasSize(1);
                members.remove(calendar);
                assertThat(members).hasSize(limit);
            }
            assertThat(members).hasSizeLessThanOrEqualTo(limit);
            seen.addAll(members);
            token = page.syncToken();
        }
        assertThat(token).isEqualTo(sync("").syncToken());
        return seen;
    }

    @Test
    @DisplayName("A change between two pages is in a later one (RFC 6578 3.6)")
    void changeBetweenPages() {
        for (String name : List.of("a.ics", "b.ics", "c.ics")) {
            write(name);
        }
        Multistatus first = server.alice().send("REPORT", calendar, page("", 2)).multistatus();
        assertThat(first.hrefs()).containsExactly(calendar + "a.ics", calendar + "b.ics", calendar);
        delete("a.ics");
        write("b.ics", "Changed");
        Multistatus rest = sync(first.syncToken());
        assertThat(rest.hrefs()).containsExactlyInAnyOrder(calendar + "a.ics", calendar + "b.ics", calendar + "c.ics");
        assertThat(rest.status(calendar + "a.ics")).hasValue(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "x", "", "1.5"})
    @DisplayName("nresults that is no positive number is 400 (RFC 5323 5.17)")
    void junkLimit(String limit) {
        String body = page("", 1).replace("<D:nresults>1<", "<D:nresults>" + limit + "<");
        server.alice().send("REPORT", calendar, body).expect(400);
    }

    @Test
    @DisplayName("calendar-data in the property list comes with the tag that it has (RFC 6578 3.2)")
    void content() {
        write("a.ics");
        String body = Xml.document(
                "D:sync-collection",
                "<D:sync-token/><D:sync-level>1</D:sync-level><D:prop><D:getetag/><C:calendar-data/></D:prop>");
        Multistatus all = server.alice().send("REPORT", calendar, body).multistatus();
        assertThat(all.text(calendar + "a.ics", "C:calendar-data")).isEqualTo(Items.event("a.ics"));
        assertThat(all.property(calendar + "a.ics", "D:getetag")).isPresent();
    }

    @Test
    @DisplayName("An unknown property is a 404 propstat beside the tag; names are encoded as everywhere")
    void unknownProperty() {
        String name = "a%20b%40c%C3%A9.ics";
        server.alice().put(calendar + name, Items.event("odd")).expect(201);
        String body = Xml.document(
                "D:sync-collection",
                "<D:sync-token></D:sync-token><D:sync-level>1</D:sync-level><D:prop><X:no/><D:getetag/></D:prop>");
        Multistatus all = server.alice().send("REPORT", calendar, body).multistatus();
        assertThat(all.statusOf(calendar + name, "X:no")).isEqualTo(404);
        assertThat(all.statusOf(calendar + name, "D:getetag")).isEqualTo(200);
        String token = all.syncToken();
        server.alice().send("DELETE", calendar + name).expect(204);
        assertThat(sync(token).status(calendar + name)).hasValue(404);
    }
}
