package dev.fasti.caldav.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fasti.caldav.content.FloatingZone;
import dev.fasti.dav.DavException;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.dav.xml.XmlLimits;
import dev.fasti.dav.xml.XmlReader;
import dev.fasti.icalendar.CalendarDocument;
import dev.fasti.icalendar.expansion.Expander;
import dev.fasti.icalendar.recurrence.ExpansionLimits;
import dev.fasti.server.fixture.Items;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whatever a filter says, it is read or refused, and what is read can be asked of any object. */
class CalendarQueryFuzz {
    private static final XmlReader XML = new XmlReader(XmlLimits.DEFAULT);
    private static final CalendarDocument OBJECT = CalendarDocument.parse(Items.calendar("BEGIN:VEVENT\r\nUID:u\r\n"
                    + "DTSTART;TZID=Europe/Berlin:20260101T100000\r\nRRULE:FREQ=DAILY\r\nSUMMARY:a\r\n"
                    + "ATTENDEE;CN=b:mailto:c@d\r\nBEGIN:VALARM\r\nTRIGGER:-PT5M\r\nEND:VALARM\r\nEND:VEVENT\r\n")
            .getBytes(StandardCharsets.UTF_8));

    private static final String SEED = "<C:q xmlns:C=\"urn:ietf:params:xml:ns:caldav\">"
            + "<C:comp-filter name=\"VCALENDAR\"><C:comp-filter name=\"VEVENT\">"
            + "<C:time-range start=\"20260104T000000Z\" end=\"20260105T000000Z\"/>"
            + "<C:prop-filter name=\"ATTENDEE\"><C:text-match collation=\"i;octet\">lisa</C:text-match>"
            + "<C:param-filter name=\"CN\"><C:is-not-defined/></C:param-filter></C:prop-filter>"
            + "<C:comp-filter name=\"VALARM\"/></C:comp-filter></C:comp-filter><C:timezone-id>UTC</C:timezone-id></C:q>";
    private static final List<String> PIECES = List.of(
            "VTODO",
            "VALARM",
            "\"",
            ">",
            "</C:comp-filter>",
            "<C:is-not-defined/>",
            "yes",
            "20260105T000000Z",
            "Z",
            "9");

    @FuzzTest
    @DisplayName("no filter makes the server fail (RFC 4791 9.7)")
    void filter(byte[] body) {
        ask(body);
    }

    @Test
    @DisplayName("changed filters are read or refused, nothing else")
    void mutations() {
        Random random = new Random(4791);
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder changed = new StringBuilder(SEED);
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                int from = random.nextInt(changed.length());
                int to = Math.min(changed.length(), from + random.nextInt(12));
                changed.replace(from, to, PIECES.get(random.nextInt(PIECES.size())));
            }
            read += ask(changed.toString().getBytes(StandardCharsets.UTF_8)) ? 1 : 0;
        }
        assertThat(ask(SEED.getBytes(StandardCharsets.UTF_8))).isTrue();
        assertThat(read).isPositive();
    }

    /** Whether it was a filter. */
    private static boolean ask(byte[] body) {
        try {
            XmlElement request = XML.read(body);
            FloatingZone.ofRequest(request);
            CompFilter filter = FilterReader.read(request);
            assertThat(Candidates.of(filter)).isNotNull();
            new Matcher(OBJECT, new Expander(ZoneOffset.UTC.getRules(), ExpansionLimits.USUAL)).matches(filter);
            return true;
        } catch (DavException refusal) {
            assertThat(refusal.status()).isIn(400, 403, 413);
            return false;
        }
    }
}
