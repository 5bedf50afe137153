package dev.fasti.dav.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.dav.Extension;
import dev.fasti.dav.MapCollection;
import dev.fasti.dav.Names;
import dev.fasti.dav.ProtocolBench;
import dev.fasti.dav.RecordedExchange;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.store.CollectionKind;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SyncCollectionTest {
    private final MapCollection calendar = new MapCollection(CollectionKind.CALENDAR, "jane", "work")
            .with("a.ics", "first")
            .with("b.ics", "second")
            .with("c.ics", "third");

    private final ProtocolBench bench = new ProtocolBench(
            new Extension(List.of(), List.of(), List.of(new SyncCollection(10)), List.of()), new MultigetTest.Octets());

    @Test
    @DisplayName("a member that cannot be read is 500 for itself and breaks nothing else")
    void unreadable() {
        calendar.breaking("b.ics");
        RecordedExchange answer = bench.report(
                calendar.resource(),
                "<D:sync-collection><D:sync-token/><D:sync-level>1</D:sync-level><D:prop><C:calendar-data/></D:prop>"
                        + "</D:sync-collection>");

        assertThat(answer.status()).isEqualTo(207);
        List<XmlElement> responses = answer.xml().children(Names.dav("response"));
        assertThat(responses).hasSize(3);
        assertThat(responses.get(1).child(Names.dav("status")).orElseThrow().text())
                .isEqualTo("HTTP/1.1 500 Internal Server Error");
        assertThat(responses.get(2).child(Names.dav("propstat"))).isPresent();
        assertThat(answer.xml().child(Names.dav("sync-token"))).isPresent();
    }
}
