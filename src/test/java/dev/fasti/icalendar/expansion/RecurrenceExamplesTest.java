package dev.fasti.icalendar.expansion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.icalendar.CalendarDocument;
import dev.fasti.icalendar.Ics;
import dev.fasti.icalendar.recurrence.ExpansionLimits;
import dev.fasti.icalendar.time.TimeRange;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every example of RFC 5545 section 3.8.5.3, and the last of 3.3.10, with the dates that stand there.
 *
 * <p>Dates are written {@code 1997: 9/2-11 10/2,5}; times of day, where they are not 9:00, behind an {@code @}. What ends in
 * "..." there is compared up to where it ends.
 */
@DisplayName("The examples of RFC 5545 3.8.5.3")
class RecurrenceExamplesTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        19970902T090000 | FREQ=DAILY;COUNT=10 | 1997: 9/2-11 | whole
        19970902T090000 | FREQ=DAILY;UNTIL=19971224T000000Z | 1997: 9/2-30 10/1-31 11/1-30 12/1-23 | whole
        19970902T090000 | FREQ=DAILY;INTERVAL=2 | 1997: 9/2,4,6,8,10,12,14,16,18,20,22,24,26,28,30 10/2,4,6,8,10,12,14,16,18,20,22,24,26,28,30 11/1,3,5,7,9,11,13,15,17,19,21,23,25,27,29 12/1,3 | more
        19970902T090000 | FREQ=DAILY;INTERVAL=10;COUNT=5 | 1997: 9/2,12,22 10/2,12 | whole
        19980101T090000 | FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA | 1998: 1/1-31 1999: 1/1-31 2000: 1/1-31 | whole
        19980101T090000 | FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1 | 1998: 1/1-31 1999: 1/1-31 2000: 1/1-31 | whole
        19970902T090000 | FREQ=WEEKLY;COUNT=10 | 1997: 9/2,9,16,23,30 10/7,14,21,28 11/4 | whole
        19970902T090000 | FREQ=WEEKLY;UNTIL=19971224T000000Z | 1997: 9/2,9,16,23,30 10/7,14,21,28 11/4,11,18,25 12/2,9,16,23 | whole
        19970902T090000 | FREQ=WEEKLY;INTERVAL=2;WKST=SU | 1997: 9/2,16,30 10/14,28 11/11,25 12/9,23 1998: 1/6,20 2/3,17 | more
        19970902T090000 | FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH | 1997: 9/2,4,9,11,16,18,23,25,30 10/2 | whole
        19970902T090000 | FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH | 1997: 9/2,4,9,11,16,18,23,25,30 10/2 | whole
        19970901T090000 | FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR | 1997: 9/1,3,5,15,17,19,29 10/1,3,13,15,17,27,29,31 11/10,12,14,24,26,28 12/8,10,12,22 | whole
        19970902T090000 | FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH | 1997: 9/2,4,16,18,30 10/2,14,16 | whole
        19970905T090000 | FREQ=MONTHLY;COUNT=10;BYDAY=1FR | 1997: 9/5 10/3 11/7 12/5 1998: 1/2 2/6 3/6 4/3 5/1 6/5 | whole
        19970905T090000 | FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR | 1997: 9/5 10/3 11/7 12/5 | whole
        19970907T090000 | FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU | 1997: 9/7,28 11/2,30 1998: 1/4,25 3/1,29 5/3,31 | whole
        19970922T090000 | FREQ=MONTHLY;COUNT=6;BYDAY=-2MO | 1997: 9/22 10/20 11/17 12/22 1998: 1/19 2/16 | whole
        19970928T090000 | FREQ=MONTHLY;BYMONTHDAY=-3 | 1997: 9/28 10/29 11/28 12/29 1998: 1/29 2/26 | more
        19970902T090000 | FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15 | 1997: 9/2,15 10/2,15 11/2,15 12/2,15 1998: 1/2,15 | whole
        19970930T090000 | FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1 | 1997: 9/30 10/1,31 11/1,30 12/1,31 1998: 1/1,31 2/1 | whole
        19970910T090000 | FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15 | 1997: 9/10-15 1999: 3/10-13 | whole
        19970902T090000 | FREQ=MONTHLY;INTERVAL=2;BYDAY=TU | 1997: 9/2,9,16,23,30 11/4,11,18,25 1998: 1/6,13,20,27 3/3,10,17,24,31 | more
        19970610T090000 | FREQ=YEARLY;COUNT=10;BYMONTH=6,7 | 1997: 6/10 7/10 1998: 6/10 7/10 1999: 6/10 7/10 2000: 6/10 7/10 2001: 6/10 7/10 | whole
        19970310T090000 | FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3 | 1997: 3/10 1999: 1/10 2/10 3/10 2001: 1/10 2/10 3/10 2003: 1/10 2/10 3/10 | whole
        19970101T090000 | FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200 | 1997: 1/1 4/10 7/19 2000: 1/1 4/9 7/18 2003: 1/1 4/10 7/19 2006: 1/1 | whole
        19970519T090000 | FREQ=YEARLY;BYDAY=20MO | 1997: 5/19 1998: 5/18 1999: 5/17 | more
        19970512T090000 | FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO | 1997: 5/12 1998: 5/11 1999: 5/17 | more
        19970313T090000 | FREQ=YEARLY;BYMONTH=3;BYDAY=TH | 1997: 3/13,20,27 1998: 3/5,12,19,26 1999: 3/4,11,18,25 | more
        19970605T090000 | FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8 | 1997: 6/5,12,19,26 7/3,10,17,24,31 8/7,14,21,28 1998: 6/4,11,18,25 7/2,9,16,23,30 8/6,13,20,27 1999: 6/3,10,17,24 7/1,8,15,22,29 8/5,12,19,26 | more
        19970902T090000 | FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13 | 1998: 2/13 3/13 11/13 1999: 8/13 2000: 10/13 | friday
        19970913T090000 | FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13 | 1997: 9/13 10/11 11/8 12/13 1998: 1/10 2/7 3/7 4/11 5/9 6/13 | more
        19961105T090000 | FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8 | 1996: 11/5 2000: 11/7 2004: 11/2 | more
        19970904T090000 | FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3 | 1997: 9/4 10/7 11/6 | whole
        19970929T090000 | FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2 | 1997: 9/29 10/30 11/27 12/30 1998: 1/29 2/26 3/30 | more
        19970902T090000 | FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000Z | 1997: 9/2@9:00,12:00 | misprint
        19970902T090000 | FREQ=MINUTELY;INTERVAL=15;COUNT=6 | 1997: 9/2@9:00,9:15,9:30,9:45,10:00,10:15 | whole
        19970902T090000 | FREQ=MINUTELY;INTERVAL=90;COUNT=4 | 1997: 9/2@9:00,10:30,12:00,13:30 | whole
        19970902T090000 | FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40 | 1997: 9/2@9:00,9:20,9:40,10:00,10:20,10:40,11:00,11:20,11:40,12:00,12:20,12:40,13:00,13:20,13:40,14:00,14:20,14:40,15:00,15:20,15:40,16:00,16:20,16:40 9/3@9:00,9:20,9:40 | more
        19970902T090000 | FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16 | 1997: 9/2@9:00,9:20,9:40,10:00,10:20,10:40,11:00,11:20,11:40,12:00,12:20,12:40,13:00,13:20,13:40,14:00,14:20,14:40,15:00,15:20,15:40,16:00,16:20,16:40 9/3@9:00,9:20,9:40 | more
        19970805T090000 | FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO | 1997: 8/5,10,19,24 | whole
        19970805T090000 | FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU | 1997: 8/5,17,19,31 | whole
        20070115T090000 | FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5 | 2007: 1/15,30 2/15 3/15,30 | whole
        19970105T083000 | FREQ=YEARLY;INTERVAL=2;BYMONTH=1;BYDAY=SU;BYHOUR=8,9;BYMINUTE=30 | 1997: 1/5@8:30,9:30 1/12@8:30,9:30 1/19@8:30,9:30 1/26@8:30,9:30 1999: 1/3@8:30,9:30 1/10@8:30,9:30 | more
        """)
    @DisplayName("give the dates that stand there")
    void example(String start, String rule, String dates, String kind) {
        List<Instant> expected = expected(dates);
        // "Every Friday the 13th" has its DTSTART taken out by EXDATE
        String excluded = kind.equals("friday") ? "\nEXDATE;TZID=America/New_York:" + start : "";
        CalendarDocument document = CalendarDocument.parse(
                Ics.event("DTSTART;TZID=America/New_York:" + start + "\nRRULE:" + rule + excluded));
        Instant last = expected.get(expected.size() - 1);
        // "until 17:00Z" is 13:00 in New York: the RFC's own "15:00" does not follow from its rule
        boolean whole = kind.equals("whole") || kind.equals("misprint");
        TimeRange range = whole ? TimeRange.ALWAYS : new TimeRange(Instant.MIN, last.plusSeconds(1));

        List<Instant> found = new Expander(ZoneId.of("UTC").getRules(), ExpansionLimits.USUAL)
                .instances(document, range).stream()
                        .map(instance ->
                                Objects.requireNonNull(instance.start()).instant())
                        .toList();

        assertThat(found).isEqualTo(expected);
    }

    private static List<Instant> expected(String dates) {
        List<Instant> all = new ArrayList<>();
        int year = 0;
        for (String word : dates.split(" ")) {
            if (word.endsWith(":")) {
                year = Integer.parseInt(word.substring(0, 4));
                continue;
            }
            String[] parts = word.split("@");
            String[] day = parts[0].split("/");
            for (int each : numbers(day[1])) {
                for (String time : parts.length == 1 ? new String[] {"9:00"} : parts[1].split(",")) {
                    String[] clock = time.split(":");
                    LocalDateTime local = LocalDateTime.of(
                            year,
                            Integer.parseInt(day[0]),
                            each,
                            Integer.parseInt(clock[0]),
                            Integer.parseInt(clock[1]));
                    all.add(ZonedDateTime.of(local, NEW_YORK).toInstant());
                }
            }
        }
        return all;
    }

    private static int[] numbers(String list) {
        if (list.contains("-")) {
            String[] ends = list.split("-");
            return IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]))
                    .toArray();
        }
        return java.util.Arrays.stream(list.split(","))
                .mapToInt(Integer::parseInt)
                .toArray();
    }
}
