package dev.fasti.dav.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.fasti.dav.Names;
import dev.fasti.dav.Precondition;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MultiStatusWriterTest {
    private final ByteArrayOutputStream sink = new ByteArrayOutputStream();
    private final MultiStatusWriter out = new MultiStatusWriter(sink);

    @Test
    @DisplayName("a multistatus is written as RFC 4918 section 13 has it, octet for octet")
    void exact() {
        out.start("/a%20b/");
        out.startPropstat();
        out.writer().element(Names.dav("getetag"), "\"1\"");
        out.endPropstat(200);
        out.startPropstat();
        out.writer().empty(Names.caldav("x"));
        out.endPropstat(403, Precondition.CANNOT_MODIFY_PROTECTED_PROPERTY.element());
        out.end();
        out.start("/gone");
        out.status(404);
        out.end();
        out.start("/full");
        out.status(507);
        out.error(Precondition.NUMBER_OF_MATCHES_WITHIN_LIMITS.element());
        out.end();
        out.syncToken("urn:t:1");
        out.description("so & so");
        out.finish();

        assertThat(sink.toString(StandardCharsets.UTF_8))
                .isEqualTo("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<D:multistatus xmlns:D=\"DAV:\""
                        + " xmlns:C=\"urn:ietf:params:xml:ns:caldav\" xmlns:CR=\"urn:ietf:params:xml:ns:carddav\""
                        + " xmlns:CS=\"http://calendarserver.org/ns/\" xmlns:I=\"http://apple.com/ns/ical/\">"
                        + "<D:response><D:href>/a%20b/</D:href>"
                        + "<D:propstat><D:prop><D:getetag>\"1\"</D:getetag></D:prop>"
                        + "<D:status>HTTP/1.1 200 OK</D:status></D:propstat>"
                        + "<D:propstat><D:prop><C:x/></D:prop><D:status>HTTP/1.1 403 Forbidden</D:status>"
                        + "<D:error><D:cannot-modify-protected-property/></D:error></D:propstat></D:response>"
                        + "<D:response><D:href>/gone</D:href><D:status>HTTP/1.1 404 Not Found</D:status></D:response>"
                        + "<D:response><D:href>/full</D:href><D:status>HTTP/1.1 507 Insufficient Storage</D:status>"
                        + "<D:error><D:number-of-matches-within-limits/></D:error></D:response>"
                        + "<D:sync-token>urn:t:1</D:sync-token>"
                        + "<D:responsedescription>so &amp; so</D:responsedescription></D:multistatus>");
    }

    @Test
    @DisplayName("one without responses is well-formed")
    void none() {
        out.finish();
        XmlElement root = new XmlReader(XmlLimits.DEFAULT).read(sink.toByteArray());
        assertThat(root.name()).isEqualTo(Names.dav("multistatus"));
        assertThat(root.children()).isEmpty();
    }

    @Test
    @DisplayName("what is not finished is not well-formed, and finishing in the midst is refused")
    void unfinished() {
        out.start("/a");
        assertThatIllegalStateException().isThrownBy(out::finish);
        out.writer().flush();
        assertThat(sink.toString(StandardCharsets.UTF_8)).doesNotContain("</D:multistatus>", "</D:response>");
    }

    @Test
    @DisplayName("a status without a reason phrase is a mistake of ours, found before anything of it is sent")
    void unknownStatus() {
        out.start("/a");
        assertThatIllegalArgumentException().isThrownBy(() -> out.status(299));
        out.writer().flush();
        assertThat(sink.toString(StandardCharsets.UTF_8)).doesNotContain("D:status");
    }
}
