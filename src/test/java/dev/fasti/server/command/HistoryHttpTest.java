package dev.fasti.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.TestServer;
import dev.fasti.server.fixture.Xml;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("fasti history, beside a running server")
class HistoryHttpTest extends HistoryScene {
    private static final String CALENDAR = "/alice/calendar/";

    private void fill(int members) {
        for (int i = 100; i < 100 + members; i++) {
            client("Phone/1")
                    .put(CALENDAR + i + ".ics", Items.event("uid-" + i))
                    .expect(201);
        }
    }

    @Test
    @DisplayName("One client's wild deletion is marked and undone by one command, and another's next sync shows it all")
    void wildDeletion() {
        fill(24);
        client("Phone/1")
                .put(CALENDAR + "100.ics", Items.event("uid-100", "Other"))
                .expect(204);
        List<String> before = server.alice().members(CALENDAR);
        final String token = server.alice().syncToken(CALENDAR);
        for (int i = 100; i < 122; i++) {
            client("Wild/9 (beta)").send("DELETE", CALENDAR + i + ".ics").expect(204);
        }
        client("Phone/1").put(CALENDAR + "new.ics", Items.event("new")).expect(201);
        String marks = done("marks");
        assertThat(marks.lines()).hasSize(1);
        assertThat(marks).contains("before 20 of 24 members of /alice/calendar", "alice with \"Wild/9 (beta)\"");
        String mark = marks.replaceAll("(?s).*(mass-delete-[^ ]+).*", "$1");
        assertThat(mark).matches("mass-delete-\\d{4}-\\d\\d-\\d\\dT\\d\\d-\\d\\d-\\d\\d-alice-calendar");
        server.close();
        server = TestServer.start(data);

        String tells = done("restore", "--before-mark", mark, "--keep-new", "--dry-run");
        assertThat(tells).endsWith("22 changes would be made\n");
        assertThat(server.alice().members(CALENDAR)).hasSize(3);
        done("restore", "--before-mark", mark, "--keep-new");
        assertThat(server.alice().members(CALENDAR)).hasSize(25).containsAll(before);
        assertThat(server.alice()
                        .sync(CALENDAR, token)
                        .expect(207)
                        .multistatus()
                        .hrefs())
                .hasSize(23)
                .containsAll(before.subList(0, 22))
                .contains(CALENDAR + "new.ics");
        done("restore", "--before-mark", mark);
        assertThat(server.alice().members(CALENDAR)).isEqualTo(before);
        assertThat(done("list", CALENDAR + "new.ics")).contains("deleted", "fasti history restore");
        done("restore", CALENDAR + "new.ics");
        assertThat(server.alice().members(CALENDAR)).contains(CALENDAR + "new.ics");
    }

    @Test
    @DisplayName("An item's versions are listed with who made them, shown, compared and brought back")
    void item() {
        String one = Items.event("a");
        String two = one.replace("END:VEVENT", "LOCATION:Mars\r\nEND:VEVENT");
        client("Phone/1").put(CALENDAR + "a.ics", one).expect(201);
        client("Laptop/2").put(CALENDAR + "a.ics", two).expect(204);
        client("Laptop/2").send("DELETE", CALENDAR + "a.ics").expect(204);
        List<String> list = done("list", CALENDAR + "a.ics").lines().toList();
        assertThat(list).hasSize(3);
        assertThat(list.get(0)).contains("created  a.ics  by alice with \"Phone/1\" (PUT)");
        assertThat(list.get(1)).contains("replaced  a.ics  by alice with \"Laptop/2\" (PUT)");
        assertThat(list.get(2)).contains("deleted  a.ics  by alice with \"Laptop/2\" (DELETE)");
        String first = list.get(1).substring(list.get(1).lastIndexOf(' ') + 1);
        String second = list.get(2).substring(list.get(2).lastIndexOf(' ') + 1);
        assertThat(done("show", CALENDAR + "a.ics")).isEqualTo(two);
        assertThat(done("show", CALENDAR + "a.ics", "--id", first)).isEqualTo(one);
        assertThat(done("diff", CALENDAR + "a.ics", "--id", first, "--with", second))
                .contains("+LOCATION:Mars", "@@")
                .doesNotContain("-LOCATION");
        assertThat(done("list", "--json", CALENDAR + "a.ics"))
                .contains(
                        "\"what\":\"deleted\"", "\"client\":\"Laptop/2\"", "\"kept\":true", "\"id\":\"" + first + "\"");
        done("restore", CALENDAR + "a.ics");
        assertThat(server.alice().send("GET", CALENDAR + "a.ics").expect(200).body())
                .isEqualTo(two);
        done("restore", CALENDAR + "a.ics", "--id", first);
        assertThat(server.alice().send("GET", CALENDAR + "a.ics").body()).isEqualTo(one);
        assertThat(run("show", CALENDAR + "a.ics", "--id", "nonsense")).isEqualTo(1);
        assertThat(fasti.err()).contains("no earlier version of a.ics with the name nonsense");
        assertThat(done("purge", CALENDAR + "a.ics")).startsWith("3 versions").contains(" 0 deleted collections");
        assertThat(done("list", CALENDAR + "a.ics")).isEmpty();
        assertThat(run("show", CALENDAR + "a.ics")).isEqualTo(1);
    }

    @Test
    @DisplayName("A deleted collection comes back whole, its name and colour too, also in another place")
    void collection() {
        fill(21);
        final Instant full = moment();
        server.alice()
                .send("PROPPATCH", CALENDAR, Xml.proppatch("<D:displayname>Changed</D:displayname>"))
                .expect(207);
        String token = server.alice().syncToken(CALENDAR);
        client("Wild/9").send("DELETE", CALENDAR).expect(204);
        server.alice().send("GET", CALENDAR + "100.ics").expect(404);
        assertThat(done("list")).contains("deleted collection  /alice/calendar  by alice with \"Wild/9\" (DELETE)");
        assertThat(done("marks")).contains("before 21 of 21 members of /alice/calendar");
        done("restore", "/alice/calendar");
        assertThat(server.alice().members(CALENDAR)).hasSize(21);
        assertThat(server.alice().sync(CALENDAR, token).multistatus().hrefs()).isEmpty();
        done("restore", CALENDAR, "--at", full.toString());
        assertThat(server.alice().propfind(CALENDAR, 0, "D:displayname").text(CALENDAR, "D:displayname"))
                .isEqualTo("Calendar");

        client("Wild/9").send("DELETE", CALENDAR).expect(204);
        done("restore", "/alice/calendar", "--as", "/alice/again");
        assertThat(server.alice().members("/alice/again/")).hasSize(21);
        client("Wild/9").send("DELETE", "/alice/again/").expect(204);
        assertThat(done("purge", "--all")).contains(" 1 deleted collections erased");
        assertThat(done("list")).doesNotContain("deleted collection");
        assertThat(run("restore", "/alice/again")).isEqualTo(1);
    }

    @Test
    @DisplayName("A home goes back to a time: deleted and replaced items and collections, whatever came later")
    void home() {
        fill(3);
        server.alice().put("/alice/contacts/c.vcf", Items.card("c", "C")).expect(201);
        final Instant then = moment();
        client("Wild/9").send("DELETE", "/alice/contacts/").expect(204);
        server.alice().send("MKCALENDAR", "/alice/other/").expect(201);
        // The same UID under another name: what was there cannot come back before it is gone.
        client("Wild/9").send("DELETE", CALENDAR + "101.ics").expect(204);
        client("Wild/9").put(CALENDAR + "renamed.ics", Items.event("uid-101")).expect(201);
        assertThat(run("restore", "/alice", "--at", then.toString(), "--keep-new"))
                .isEqualTo(1);
        assertThat(fasti.out()).contains("NOT POSSIBLE: renamed.ics has its UID by now");
        assertThat(server.alice().members("/alice/other/"))
                .as("what is newer stays with --keep-new")
                .isEmpty();
        assertThat(done("restore", "/alice", "--at", then.toString()))
                .contains("/alice/other: to the trash, it was not there then");
        server.alice().send("PROPFIND", "/alice/other/").expect(404);
        assertThat(server.alice().members(CALENDAR))
                .containsExactly(CALENDAR + "100.ics", CALENDAR + "101.ics", CALENDAR + "102.ics");
        assertThat(server.alice().members("/alice/contacts/")).containsExactly("/alice/contacts/c.vcf");
        assertThat(done("restore", "--all", "--at", then.toString())).endsWith("0 changes made\n");
    }

    private void note(String item, String text) {
        String patch = Xml.proppatch("<x:note xmlns:x='http://example.com/'>" + text + "</x:note>");
        client("Noter/3").send("PROPPATCH", CALENDAR + item, patch).expect(207);
    }

    private String note(String item) {
        String wanted =
                "<D:propfind xmlns:D='DAV:' xmlns:x='http://example.com/'><D:prop><x:note/></D:prop></D:propfind>";
        String body = server.alice()
                .with("Depth", "0")
                .send("PROPFIND", CALENDAR + item, wanted)
                .expect(207)
                .body();
        return body.contains(" 404 ") ? "none" : body.replaceAll("(?s).*note[^>]*>([^<]+)</.*", "$1");
    }

    @Test
    @DisplayName("The dead properties of an item come back with it, as they were, and who changed them is told")
    void itemProperties() {
        fill(3);
        note("100.ics", "one");
        note("101.ics", "first");
        final Instant then = moment();
        note("100.ics", "two");
        client("Wild/9").send("DELETE", CALENDAR + "100.ics").expect(204);
        note("101.ics", "second");
        note("102.ics", "late");
        assertThat(done("list", CALENDAR + "100.ics"))
                .contains("item properties  100.ics  by alice with \"Noter/3\" (PROPPATCH)");
        done("restore", CALENDAR + "100.ics");
        assertThat(note("100.ics")).as("as it was when it was deleted").isEqualTo("two");
        done("restore", CALENDAR, "--at", then.toString());
        assertThat(note("100.ics")).isEqualTo("one");
        assertThat(note("101.ics")).isEqualTo("first");
        assertThat(note("102.ics")).isEqualTo("none");
        assertThat(done("restore", CALENDAR, "--at", then.toString())).endsWith("0 changes made\n");
    }

    @Test
    @DisplayName("What is not said clearly is refused, and changes nothing")
    void refusals() {
        fill(1);
        assertThat(run("restore", CALENDAR, "--at", "yesterday")).isEqualTo(1);
        assertThat(run("restore", CALENDAR, "--at", "2001-01-01")).isEqualTo(1);
        assertThat(fasti.err()).contains("reaches back to");
        assertThat(run("restore", CALENDAR)).isEqualTo(1);
        assertThat(run("restore", "--all")).isEqualTo(1);
        assertThat(run("restore", "--before-mark", "none")).isEqualTo(1);
        assertThat(run("restore")).isEqualTo(1);
        assertThat(run("purge")).isEqualTo(1);
        assertThat(run("show", "/alice/calendar")).isEqualTo(1);
        assertThat(run("show", "/../etc")).isEqualTo(1);
        assertThat(server.alice().members(CALENDAR)).hasSize(1);
    }
}
