package dev.fasti.icalendar.expansion;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fasti.icalendar.CalendarDocument;
import dev.fasti.icalendar.CalendarObject;
import dev.fasti.icalendar.Ics;
import dev.fasti.icalendar.component.InvalidCalendar;
import dev.fasti.icalendar.recurrence.ExpansionLimits;
import dev.fasti.icalendar.recurrence.TooManyInstances;
import dev.fasti.icalendar.time.TimeRange;
import dev.fasti.store.Facts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whatever the octets, their instances and alarms are found or refused by the declared exceptions. */
class ExpanderFuzz {
    private static final Expander EXPANDER =
            new Expander(ZoneId.of("Pacific/Apia").getRules(), new ExpansionLimits(500, 20_000));
    private static final TimeRange YEAR =
            new TimeRange(Instant.parse("2024-01-01T00:00:00Z"), Instant.parse("2025-01-01T00:00:00Z"));
    private static final byte[] MARKUP = ":;=,-/PTZWDHYM0129".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    private static final List<byte[]> SEEDS = List.of(
            Ics.calendar("BEGIN:VTIMEZONE\nTZID:Own\nBEGIN:STANDARD\nDTSTART:19961027T030000\nTZOFFSETFROM:+0200\n"
                    + "TZOFFSETTO:+0100\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nEND:STANDARD\nEND:VTIMEZONE\n"
                    + "BEGIN:VEVENT\nUID:a\nDTSTART;TZID=Own:20240304T090000\nDTEND;TZID=Own:20240304T100000\n"
                    + "RRULE:FREQ=WEEKLY;UNTIL=20241231T080000Z;BYDAY=MO,WE\nEXDATE;TZID=Own:20240401T090000\n"
                    + "BEGIN:VALARM\nTRIGGER;RELATED=END:-PT15M\nREPEAT:3\nDURATION:PT5M\nEND:VALARM\nEND:VEVENT\n"
                    + "BEGIN:VEVENT\nUID:a\nRECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Own:20240501T090000\n"
                    + "DTSTART:20240502T100000Z\nDURATION:P1DT2H\nEND:VEVENT"),
            Ics.component(
                    "VTODO",
                    "DUE;VALUE=DATE:20240101\nRRULE:FREQ=MONTHLY;BYMONTHDAY=-1;BYSETPOS=1;COUNT=30\n"
                            + "RDATE;VALUE=PERIOD:20240101T000000Z/P1D,20240301T000000Z/20240302T000000Z"),
            Ics.component("VFREEBUSY", "FREEBUSY:20240105T100000Z/PT1H,20240101T100000Z/20240101T110000Z"),
            Ics.event("DTSTART:20100101T010203\nRRULE:FREQ=YEARLY;BYWEEKNO=1,-1;BYDAY=MO,SU;BYHOUR=1,2;WKST=SU\n"
                    + "EXRULE:FREQ=DAILY;INTERVAL=9"));

    @FuzzTest
    void anyOctets(byte[] octets) {
        expandedOrRefused(octets);
    }

    @Test
    @DisplayName("mutated objects are expanded or refused, nothing else, each in bounded time")
    void mutations() {
        Random random = new Random(4791);
        int expanded = 0;
        for (int i = 0; i < 20_000; i++) {
            expanded += expandedOrRefused(mutate(SEEDS.get(i % SEEDS.size()), random)) ? 1 : 0;
        }
        assertThat(expanded).isBetween(5_000, 19_500);
    }

    private static boolean expandedOrRefused(byte[] octets) {
        return Assertions.assertTimeout(Duration.ofSeconds(5), () -> {
            try {
                CalendarDocument document = CalendarDocument.parse(octets);
                AlarmTimes alarms = EXPANDER.alarms(document);
                EXPANDER.find(
                        document,
                        alarms.reach(YEAR),
                        instance -> instance.component().components().stream()
                                .noneMatch(alarm -> alarms.overlaps(instance, alarm, YEAR)));
                List<Instance> instances = EXPANDER.instances(document, YEAR);
                for (Instance instance : instances) {
                    assertThat(EXPANDER.overlaps(document, instance, YEAR)).isTrue();
                }
                withinFacts(octets, instances);
                return !instances.isEmpty();
            } catch (InvalidCalendar | TooManyInstances refusal) {
                assertThat(refusal.getMessage()).isNotBlank();
                return false;
            }
        });
    }

    /** What has instances in the year is not ruled out by its bounds in the index. */
    private static void withinFacts(byte[] octets, List<Instance> instances) {
        Facts facts = CalendarObject.index(octets);
        if (instances.isEmpty() || facts.traits().contains(Facts.Trait.UNREADABLE)) {
            return;
        }
        Instant earliest = facts.earliest();
        Instant latest = facts.latest();
        assertThat(earliest == null || earliest.isBefore(YEAR.end())).isTrue();
        assertThat(latest == null || latest.isAfter(YEAR.start())).isTrue();
    }

    private static byte[] mutate(byte[] seed, Random random) {
        byte[] octets = Arrays.copyOf(seed, seed.length);
        int edits = random.nextInt(5);
        for (int i = 0; i < edits; i++) {
            int at = random.nextInt(octets.length);
            switch (random.nextInt(6)) {
                case 0 -> octets[at] = octets[random.nextInt(octets.length)];
                case 1 ->
                    System.arraycopy(octets, at, octets, at - Math.min(at, random.nextInt(20)), octets.length - at);
                default -> octets[at] = MARKUP[random.nextInt(MARKUP.length)];
            }
        }
        return octets;
    }
}
