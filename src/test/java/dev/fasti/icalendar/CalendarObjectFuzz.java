package dev.fasti.icalendar;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fasti.icalendar.component.InvalidCalendar;
import dev.fasti.store.Facts;
import dev.fasti.store.Facts.Trait;
import dev.fasti.vobject.Mutation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whatever the octets, they are taken or refused by the declared exception, and indexed. */
class CalendarObjectFuzz {
    private static final List<byte[]> SEEDS = List.of(
            Ics.calendar("BEGIN:VTIMEZONE\nTZID:Europe/Berlin\nBEGIN:STANDARD\nDTSTART:19961027T030000\n"
                    + "TZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nEND:STANDARD\nEND:VTIMEZONE\nBEGIN:VEVENT\nUID:a\n"
                    + "DTSTART;TZID=Europe/Berlin:20240304T090000\nDTEND;TZID=Europe/Berlin:20240304T100000\n"
                    + "RRULE:FREQ=WEEKLY;UNTIL=20241231T080000Z;BYDAY=MO,WE\nEXDATE;TZID=Europe/Berlin:20240401T090000\n"
                    + "BEGIN:VALARM\nTRIGGER:-PT15M\nEND:VALARM\nEND:VEVENT"),
            Ics.component(
                    "VTODO", "DUE;VALUE=DATE:20240101\nSTATUS:COMPLETED\nRDATE;VALUE=PERIOD:20240101T000000Z/P1D"),
            Ics.component("VFREEBUSY", "FREEBUSY:20240105T100000Z/PT1H,20240101T100000Z/20240101T110000Z"),
            Ics.event("SUMMARY;ENCODING=QUOTED-PRINTABLE:=C3=BC=\n=41\nDTSTART:20240101\nRRULE:FREQ=YEARLY;COUNT=9"));
    private static final Mutation MUTATION = new Mutation(":;=,\"\r\n \t\\^/PTZ0129-.");

    @FuzzTest
    void anyOctets(byte[] octets) {
        takenOrRefused(octets);
        try {
            CalendarTimezone.validate(new String(octets, StandardCharsets.UTF_8));
        } catch (InvalidCalendar refusal) {
            assertThat(refusal.reason()).isEqualTo(InvalidCalendar.Reason.DATA);
        }
    }

    @Test
    @DisplayName("mutated objects are taken or refused, nothing else")
    void mutations() {
        Random random = new Random(5545);
        int taken = 0;
        for (int i = 0; i < 40_000; i++) {
            taken += takenOrRefused(MUTATION.of(SEEDS.get(i % SEEDS.size()), random)) ? 1 : 0;
        }
        assertThat(taken).isBetween(5_000, 35_000);
    }

    private static boolean takenOrRefused(byte[] octets) {
        Facts indexed = CalendarObject.index(octets);
        try {
            Facts facts = CalendarObject.validate(octets);
            assertThat(facts).isEqualTo(indexed);
            assertThat(facts.traits()).doesNotContain(Trait.UNREADABLE);
            assertThat(facts.component()).isNotNull();
            return true;
        } catch (InvalidCalendar refusal) {
            assertThat(refusal.getMessage()).isNotBlank();
            return false;
        }
    }
}
