package dev.fasti.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.TestServer;
import dev.fasti.server.fixture.Xml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("fasti verify, and what it repairs")
class VerifyRepairTest extends VerifyFixture {
    @Test
    @DisplayName(
            "A damaged log and index are named, and repaired without a server or beside one; tokens stay good there")
    void repair() throws IOException {
        String calendar = "/alice/calendar/";
        Path log = data().resolve("collection-root" + calendar + ".fasti/cache/changes.log");
        Path index = log.resolveSibling("facts.index");
        String token;
        try (TestServer server = TestServer.start(data())) {
            server.alice().put(calendar + "a.ics", Items.event("a")).expect(201);
            token = server.alice().syncToken(calendar);
            Files.writeString(log, "damaged");
            assertThat(verify()).isEqualTo(1);
            assertThat(out()).hasSize(2).first().asString().startsWith(calendar + ": changes.log is damaged");
            assertThat(run("verify", "--repair", "--json", "--data", data().toString()))
                    .isZero();
            assertThat(out().get(0))
                    .startsWith("{\"ok\":true,\"collections\":3,\"items\":1,\"problems\":[],\"repaired\":[{\"path\":\""
                            + calendar + "\",");
        }
        try (TestServer server = TestServer.start(data())) {
            assertThat(server.alice().sync(calendar, token).multistatus().hrefs())
                    .isEmpty();
        }
        Files.writeString(index, "damaged");
        assertThat(run("verify", "--json", "--data", data().toString())).isEqualTo(1);
        assertThat(out().get(0)).contains("\"ok\":false", "\"reason\":\"facts.index is damaged");
        assertThat(run("verify", "--repair", "--data", data().toString())).isZero();
        assertThat(out())
                .containsExactly(
                        calendar + ": index and change log written anew", "1 item in 3 collections: nothing is wrong");
        assertThat(verify()).isZero();
    }

    private List<String> aside(String collection) throws IOException {
        try (Stream<Path> files = Files.list(data().resolve("collection-root" + collection + ".fasti/unreadable"))) {
            List<String> contents = new ArrayList<>();
            for (Path file : files.toList()) {
                contents.add(Files.readString(file));
            }
            return contents;
        }
    }

    @Test
    @DisplayName(
            "Properties that make no sense are set aside, never erased; the latest earlier version takes their place, without shares")
    void malformedProperties() throws IOException {
        String calendar = "/alice/calendar/";
        try (TestServer server = TestServer.start(data())) {
            server.alice().put(calendar + "a.ics", Items.event("a")).expect(201);
            server.alice().send("PROPPATCH", calendar, Xml.proppatch("<D:displayname>One</D:displayname>"));
            server.alice().send("PROPPATCH", calendar, Xml.proppatch("<D:displayname>Two</D:displayname>"));
            server.alice()
                    .send("PROPPATCH", calendar + "a.ics", Xml.proppatch("<D:displayname>Item</D:displayname>"))
                    .expect(207);
            put("alice/calendar/.Radicale.props", "{\"tag\": \"VCAL");
            put("alice/calendar/.fasti/properties/a.ics", "half");
            put("carl/cards/.Radicale.props", "");
            put("carl/cards/c.vcf", Items.card("c", "Carl"));
            put("carl/any/.Radicale.props", "[]");
            assertThat(verify()).isEqualTo(1);
            assertThat(out()).hasSize(5);
            assertThat(run("verify", "--repair", "--data", data().toString())).isZero();
            assertThat(out()).hasSize(5).last().asString().endsWith("nothing is wrong");
            assertThat(out().get(0))
                    .startsWith(calendar + ": .Radicale.props set aside, an earlier version of ")
                    .endsWith(" is in its place, without shares");
            assertThat(out().get(1)).isEqualTo(calendar + ": the dead properties of a.ics set aside");
            assertThat(out().get(2)).isEqualTo("/carl/any/: .Radicale.props set aside, a plain collection stays");
            assertThat(out().get(3))
                    .isEqualTo("/carl/cards/: .Radicale.props set aside, the kind is told by the items");
            assertThat(server.alice().propfind(calendar, 0, "D:displayname").text(calendar, "D:displayname"))
                    .isEqualTo("One");
            assertThat(server.alice()
                            .send("GET", calendar + "a.ics")
                            .expect(200)
                            .body())
                    .isEqualTo(Items.event("a"));
        }
        assertThat(aside(calendar)).containsExactlyInAnyOrder("{\"tag\": \"VCAL", "half");
        assertThat(aside("/carl/any/")).containsExactly("[]");
        assertThat(run("verify", "--repair", "--data", data().toString())).isZero();
        assertThat(out()).hasSize(1);
    }

    @Test
    @DisplayName("A temporary file is named, is no fault, and is gone once a server has opened the collection")
    void temporaryFiles() throws IOException {
        String left = ".fasti/tmp/.Radicale.tmp-0123";
        put("alice/calendar/.Radicale.props", CALENDAR);
        put("alice/calendar/a.ics", Items.event("a"));
        put("alice/calendar/" + left, "half of an ev");
        assertThat(verify()).isZero();
        assertThat(out())
                .containsExactly(
                        "/alice/calendar/" + left
                                + ": being written, or left by a crash; a server erases it when it opens the folder",
                        "1 item in 2 collections: nothing is wrong");
        assertThat(run("verify", "--json", "--data", data().toString())).isZero();
        assertThat(out().get(0)).contains("\"ok\":true", "\"temporary\":[{\"path\":\"/alice/calendar/" + left + "\"}]");
        try (TestServer server = TestServer.start(data())) {
            server.alice().send("GET", "/alice/calendar/a.ics").expect(200);
        }
        assertThat(verify()).isZero();
        assertThat(out()).hasSize(1);
    }
}
