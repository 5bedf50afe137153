package dev.fasti.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.OnServer;
import dev.fasti.server.fixture.Xml;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What sloppy clients store, as others read it: they must not be told less, or something else, than what was meant. */
class SloppyDataHttpTest extends OnServer {
    private static final String SUMMARY = "Frühstück 🛒 Ende";
    private static final String EVENT =
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\nBEGIN:VEVENT\r\nUID:%s\r\n"
                    + "DTSTAMP:20260101T000000Z\r\nDTSTART:20260601T100000Z\r\nSUMMARY:" + SUMMARY
                    + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    private static final String CARD =
            "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:%s\r\nN:;;;;\r\nFN:" + SUMMARY + "\r\nEND:VCARD\r\n";

    /** The text with a fold behind every octet of what is not ASCII. */
    private static byte[] torn(String text, String fold) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            out.write(octet);
            if (octet < 0) {
                out.writeBytes(fold.getBytes(StandardCharsets.US_ASCII));
            }
        }
        return out.toByteArray();
    }

    private static String calendarData(String path, String data) {
        return data(path, "C:calendar-multiget", "C:calendar-data", data);
    }

    private static String addressData(String path, String data) {
        return data(path, "CR:addressbook-multiget", "CR:address-data", data);
    }

    private static String data(String path, String report, String property, String asked) {
        String collection = path.substring(0, path.lastIndexOf('/') + 1);
        String body = Xml.document(report, "<D:prop>" + asked + "</D:prop><D:href>" + path + "</D:href>");
        return alice.send("REPORT", collection, body).multistatus().text(path, property);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n ", "\n\t", "\r\n\r\n "})
    @DisplayName("Folds within a character: it comes whole in an answer, and octet for octet by GET (RFC 5545 3.1)")
    void tornEvent(String fold) {
        String path = calendar("torn" + fold.length() + (int) fold.charAt(0)) + "e.ics";
        byte[] event = torn(EVENT.formatted("torn"), fold);
        alice.with("Content-Type", "text/calendar").send("PUT", path, event).expect(201);
        assertThat(alice.send("GET", path).octets()).isEqualTo(event);
        String told = calendarData(path, "<C:calendar-data/>");
        assertThat(told).doesNotContain("\uFFFD").contains("SUMMARY:Frü" + fold.repeat(2) + "hst");
        assertThat(told.replace(fold, "")).isEqualTo(EVENT.formatted("torn"));
        for (String asked : new String[] {
            "<C:calendar-data><C:expand start='20260601T000000Z' end='20260602T000000Z'/></C:calendar-data>",
            "<C:calendar-data><C:limit-recurrence-set start='20260601T000000Z' end='20260602T000000Z'/></C:calendar-data>",
            "<C:calendar-data><C:comp name='VCALENDAR'><C:allprop/><C:allcomp/></C:comp></C:calendar-data>",
        }) {
            assertThat(calendarData(path, asked).replace("\r\n ", "").replace(fold, ""))
                    .as(asked)
                    .contains("SUMMARY:" + SUMMARY + "\r\n");
        }
        assertThat(alice.propfind(path, 0, "C:calendar-data").text(path, "C:calendar-data"))
                .isEqualTo(told);
    }

    @Test
    @DisplayName("Folds within a character of a card, in the version it has and in another (RFC 6350 3.2)")
    void tornCard() {
        String path = addressBook("torn-cards") + "c.vcf";
        byte[] card = torn(CARD.formatted("torn"), "\r\n ");
        alice.with("Content-Type", "text/vcard").send("PUT", path, card).expect(201);
        assertThat(addressData(path, "<CR:address-data/>").replace("\r\n ", "")).isEqualTo(CARD.formatted("torn"));
        assertThat(addressData(path, "<CR:address-data content-type='text/vcard' version='4.0'/>"))
                .contains("FN:" + SUMMARY + "\r\n");
    }

    @Test
    @DisplayName("A byte order mark is kept in the file and is no part of the text in an answer (RFC 3629 6)")
    void byteOrderMark() {
        String event = calendar("marks") + "e.ics";
        alice.put(event, "\uFEFF" + EVENT.formatted("mark")).expect(201);
        assertThat(alice.send("GET", event).body()).startsWith("\uFEFFBEGIN:VCALENDAR");
        assertThat(calendarData(event, "<C:calendar-data/>")).isEqualTo(EVENT.formatted("mark"));
        String card = addressBook("marked-cards") + "c.vcf";
        alice.put(card, "\uFEFF" + CARD.formatted("mark")).expect(201);
        assertThat(addressData(card, "<CR:address-data/>")).isEqualTo(CARD.formatted("mark"));
        assertThat(addressData(card, "<CR:address-data content-type='text/vcard' version='4.0'/>"))
                .startsWith("BEGIN:VCARD\r\nVERSION:4.0\r\n")
                .contains("FN:" + SUMMARY);
    }

    @Test
    @DisplayName("What is refused says why in words, beside the precondition, for whoever reads a client's log")
    void reasons() {
        String zero = EVENT.formatted("zero").replace("SUMMARY", "RRULE:FREQ=DAILY;COUNT=0\r\nSUMMARY");
        for (String event :
                new String[] {zero, EVENT.formatted("m").replace("BEGIN:VEVENT", "METHOD:REQUEST\r\nBEGIN:VEVENT")}) {
            Answer answer = alice.put("/alice/calendar/refused.ics", event).expect(403);
            assertThat(Xml.find(answer.xml(), "/D:error/C:*")).hasSize(1);
            String reason = Xml.find(answer.xml(), "/D:error/*[local-name()='reason']")
                    .get(0)
                    .getTextContent();
            assertThat(reason).contains(event.equals(zero) ? "RRULE" : "METHOD");
        }
    }
}
