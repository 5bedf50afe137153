package dev.fasti.icalendar.zone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.icalendar.CalendarTimezone;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StandardZoneTest {
    private static final Instant FIRST = Instant.parse("1970-02-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2099-11-30T00:00:00Z");
    /** Co-prime to days and weeks, so that every time of day is met. */
    private static final long STEP = 3_600 * 24 * 9 + 3_607;

    @Test
    @DisplayName(
            "every zone of the database, written as a VTIMEZONE and read again, has the same offsets (RFC 5545 3.6.5)")
    void everyZone() {
        List<String> wrong = new ArrayList<>();
        for (String id : ZoneId.getAvailableZoneIds()) {
            ZoneRules expected = ZoneId.of(id).getRules();
            ZoneRules actual = new OwnZone(StandardZone.component(id).orElseThrow())
                    .rules()
                    .orElseThrow();
            for (Instant at = FIRST; at.isBefore(LAST); at = at.plusSeconds(STEP)) {
                if (!actual.getOffset(at).equals(expected.getOffset(at))) {
                    wrong.add(id + " at " + at);
                    break;
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    @DisplayName(
            "a zone is a whole object that calendar-timezone takes, under exactly the name asked for (RFC 7809 3.1.5)")
    void object() {
        String berlin = StandardZone.object("Europe/Berlin").orElseThrow();
        assertThat(CalendarTimezone.tzid(berlin)).isEqualTo("Europe/Berlin");
        assertThat(berlin).contains("RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n");
        assertThat(berlin.length()).isLessThan(4_000);
        assertThat(CalendarTimezone.tzid(StandardZone.object("US/Eastern").orElseThrow()))
                .isEqualTo("US/Eastern");
    }

    @Test
    @DisplayName("Windows names, other cases, prefixes and inventions are no names of the database")
    void otherNames() {
        for (String id :
                List.of("W. Europe Standard Time", "europe/berlin", "/x/Europe/Berlin", "Nowhere", "", "+01:00")) {
            assertThat(StandardZone.isName(id)).as(id).isFalse();
        }
    }
}
