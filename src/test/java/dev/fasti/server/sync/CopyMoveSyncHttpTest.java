package dev.fasti.server.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.Multistatus;
import dev.fasti.server.fixture.OnServer;
import dev.fasti.server.fixture.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What sync-collection tells of members that were copied and moved")
class CopyMoveSyncHttpTest extends OnServer {
    private static int count;

    /** Two calendars of each test's own, and a member in the first. */
    private String from;

    private String to;
    private String member;
    private String tag;

    @BeforeEach
    void prepare() {
        count++;
        from = calendar("from" + count);
        to = calendar("to" + count);
        member = from + "a.ics";
        tag = put(member, Items.event("a"));
    }

    private static TestServer.Call toward(String destination) {
        return alice.with("Destination", destination);
    }

    @Test
    @DisplayName(
            "after a MOVE one side's sync says gone, the other's new; after a COPY only the other's (RFC 6578 3.5)")
    void synchronises() {
        String source = tokenOf(from);
        String target = tokenOf(to);
        toward(to + "copy.ics").send("COPY", member).expect(201);

        assertThat(alice.sync(from, source).multistatus().hrefs()).isEmpty();
        assertThat(tokenOf(from)).isEqualTo(source);
        Multistatus copied = alice.sync(to, target).multistatus();
        assertThat(copied.hrefs()).containsExactly(to + "copy.ics");
        alice.send("DELETE", to + "copy.ics").expect(204);
        target = tokenOf(to);

        toward(to + "moved.ics").send("MOVE", member).expect(201);

        Multistatus left = alice.sync(from, source).multistatus();
        assertThat(left.hrefs()).containsExactly(member);
        assertThat(left.status(member)).contains(404);
        Multistatus arrived = alice.sync(to, target).multistatus();
        assertThat(arrived.text(to + "moved.ics", "D:getetag")).isEqualTo(tag);
    }

    @Test
    @DisplayName("a rename within one calendar is both changes in its sync (RFC 6578 3.5)")
    void synchronisesRename() {
        String token = tokenOf(from);
        toward(from + "b.ics").send("MOVE", member).expect(201);

        Multistatus changes = alice.sync(from, token).multistatus();

        assertThat(changes.hrefs()).containsExactlyInAnyOrder(member, from + "b.ics");
        assertThat(changes.status(member)).contains(404);
        assertThat(changes.text(from + "b.ics", "D:getetag")).isEqualTo(tag);
    }
}
