package dev.fasti.icalendar.zone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ZoneDefinitionsTest {
    private static final String HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n";
    private static final String BERLIN = zone("TZID:Europe/Berlin");
    private static final String OWN = zone("TZID:My Zone");
    private static final String EVENT = "BEGIN:VEVENT\r\nDTSTART;TZID=Europe/Berlin:20260101T100000\r\n"
            + "DTEND;TZID=\"My Zone\":20260101T110000\r\nSUMMARY:Ü;TZID=Asia/Tokyo:x\r\nEND:VEVENT\r\n";
    private static final String END = "END:VCALENDAR\r\n";

    private static String zone(String tzid) {
        return "BEGIN:VTIMEZONE\r\n" + tzid + "\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
                + "TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";
    }

    private static String without(String text) {
        return new String(
                ZoneDefinitions.withoutStandard(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    private static String complete(String text) {
        return new String(ZoneDefinitions.complete(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("definitions of standard zones go, others and every other octet stay (RFC 7809 3.1.3)")
    void withoutStandard() {
        assertThat(without(HEAD + BERLIN + OWN + EVENT + END)).isEqualTo(HEAD + OWN + EVENT + END);
        String sloppy = HEAD + EVENT.replace("\r\n", "\n") + zone("TZ\r\n ID;X=y:Europe/Ber\r\n lin") + END;
        assertThat(without(sloppy)).isEqualTo(HEAD + EVENT.replace("\r\n", "\n") + END);
        assertThat(without(BERLIN.substring(0, 60))).isEqualTo(BERLIN.substring(0, 60));
    }

    @Test
    @DisplayName("a TZID without a definition gets one, those that have one keep theirs (RFC 7809 3.1.3)")
    void complete() {
        String whole = complete(HEAD + OWN + EVENT + END);
        assertThat(whole)
                .startsWith(HEAD + "BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\n")
                .endsWith(OWN + EVENT + END);
        assertThat(whole).doesNotContain("TZID:Asia/Tokyo");
        assertThat(complete(whole)).isEqualTo(whole);
        assertThat(complete(HEAD + BERLIN + EVENT + END)).isEqualTo(HEAD + BERLIN + EVENT + END);
        String folded = HEAD + EVENT.replace("TZID=Europe/Berlin", "TZID=Europ\r\n e/Berlin") + END;
        assertThat(complete(folded)).contains("BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin");
        assertThat(complete("nonsense")).isEqualTo("nonsense");
    }
}
