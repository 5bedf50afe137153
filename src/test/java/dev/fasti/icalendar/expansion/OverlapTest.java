package dev.fasti.icalendar.expansion;

import static dev.fasti.icalendar.Ics.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.icalendar.CalendarDocument;
import dev.fasti.icalendar.Ics;
import dev.fasti.icalendar.recurrence.ExpansionLimits;
import dev.fasti.icalendar.time.TimeRange;
import java.time.ZoneId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each row of the tables of RFC 4791 section 9.9, on both sides of each of its borders. */
@DisplayName("The tables of RFC 4791 9.9")
class OverlapTest {
    private static final Expander EXPANDER = new Expander(ZoneId.of("UTC").getRules(), ExpansionLimits.USUAL);

    /** In the lines, {@code @10} stands for 2024-01-05 10:00 UTC; the range is given in hours of that day. */
    private static boolean overlaps(String component, String lines, String range) {
        String text = lines.replace("\\n", "\n").replaceAll("@(\\d\\d)", "20240105T$10000Z");
        CalendarDocument document = CalendarDocument.parse(Ics.component(component, text + "\nX-A:1"));
        String[] hours = range.split("-");
        TimeRange asked =
                new TimeRange(at("2024-01-05T" + hours[0] + ":00:00Z"), at("2024-01-05T" + hours[1] + ":00:00Z"));
        boolean found = !EXPANDER.instances(document, asked).isEmpty();
        for (Instance instance : EXPANDER.instances(document, TimeRange.ALWAYS)) {
            assertThat(EXPANDER.overlaps(document, instance, asked)).isEqualTo(found);
        }
        return found;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        DTSTART:@10\\nDTEND:@12        | 08-11 11-13 09-15 | 08-10 12-14
        DTSTART:@10\\nDURATION:PT2H    | 08-11 11-13 09-15 | 08-10 12-14
        DTSTART:@10\\nDURATION:PT0S    | 10-11 09-11       | 08-10 11-12
        DTSTART:@10                   | 10-11 09-11       | 08-10 11-12
        DTSTART;VALUE=DATE:20240105   | 00-01 22-23       |
        DTSTART;VALUE=DATE:20240104   |                   | 00-01
        DTSTART:@10\\nDTEND:@10        | 10-11             | 08-10 11-12
        """)
    @DisplayName("VEVENT")
    void event(String lines, String yes, String no) {
        check("VEVENT", lines, yes, no);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        DTSTART:@10\\nDURATION:PT2H      | 08-11 12-13 11-12 09-15 | 08-10 13-14
        DTSTART:@10\\nDURATION:PT0S      | 08-10 10-11             | 07-09 11-12
        DTSTART:@10\\nDUE:@12            | 08-11 11-13             | 08-10 12-14
        DTSTART:@10\\nDUE:@10            | 08-10 10-11             | 11-12 08-09
        DTSTART:@10                     | 10-11 09-11             | 08-10 11-12
        DUE:@12                         | 11-12 08-13             | 12-13 08-11
        COMPLETED:@12\\nCREATED:@10      | 08-10 10-11 11-13 12-13 | 08-09 13-14
        COMPLETED:@10\\nCREATED:@12      | 08-10 12-13             | 08-09 13-14
        COMPLETED:@12                   | 10-12 12-13             | 13-14 10-11
        CREATED:@10                     | 10-11 22-23             | 08-10
        SUMMARY:x                       | 00-01 22-23             |
        """)
    @DisplayName("VTODO, all eight rows")
    void toDo(String lines, String yes, String no) {
        check("VTODO", lines, yes, no);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        DTSTART:@10                   | 10-11 09-11 | 08-10 11-12
        DTSTART;VALUE=DATE:20240105   | 00-01 22-23 |
        DTSTART;VALUE=DATE:20240104   |             | 00-01
        SUMMARY:x                     |             | 00-01 09-23
        """)
    @DisplayName("VJOURNAL")
    void journal(String lines, String yes, String no) {
        check("VJOURNAL", lines, yes, no);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        DTSTART:@10\\nDTEND:@12                       | 08-11 12-13 | 08-10 13-14
        DTSTART:@10\\nFREEBUSY:@14/PT1H,@16/@17       | 14-15 16-17 | 10-11 15-16 13-14
        FREEBUSY;FBTYPE=FREE:@14/PT1H                | 14-15       | 15-16 13-14
        SUMMARY:x                                    |             | 09-23
        """)
    @DisplayName("VFREEBUSY")
    void freeBusy(String lines, String yes, String no) {
        check("VFREEBUSY", lines, yes, no);
    }

    private static void check(String component, String lines, String yes, String no) {
        if (yes != null) {
            for (String range : yes.split(" +")) {
                assertThat(overlaps(component, lines, range)).as(range).isTrue();
            }
        }
        if (no != null) {
            for (String range : no.split(" +")) {
                assertThat(overlaps(component, lines, range)).as(range).isFalse();
            }
        }
    }
}
