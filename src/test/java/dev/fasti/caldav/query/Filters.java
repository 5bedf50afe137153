package dev.fasti.caldav.query;

import dev.fasti.dav.ProtocolBench;
import dev.fasti.icalendar.CalendarDocument;
import dev.fasti.icalendar.expansion.Expander;
import dev.fasti.icalendar.recurrence.ExpansionLimits;
import dev.fasti.server.fixture.Items;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Filters and objects for tests. */
final class Filters {
    private Filters() {}

    /** What stands in the comp-filter of VCALENDAR. */
    static CompFilter inCalendar(String filter) {
        return whole("<C:comp-filter name=\"VCALENDAR\">" + filter + "</C:comp-filter>");
    }

    /** What stands in the filter element. */
    static CompFilter whole(String filter) {
        return FilterReader.read(ProtocolBench.element("<C:filter>" + filter + "</C:filter>"));
    }

    static String comp(String name, String content) {
        return "<C:comp-filter name=\"" + name + "\">" + content + "</C:comp-filter>";
    }

    static String prop(String name, String content) {
        return "<C:prop-filter name=\"" + name + "\">" + content + "</C:prop-filter>";
    }

    static String text(String text) {
        return "<C:text-match>" + text + "</C:text-match>";
    }

    static String notText(String text) {
        return "<C:text-match negate-condition=\"yes\">" + text + "</C:text-match>";
    }

    static String absent() {
        return "<C:is-not-defined/>";
    }

    /** @param end empty for none */
    static String range(String start, String end) {
        return "<C:time-range" + (start.isEmpty() ? "" : " start=\"" + start + "\"")
                + (end.isEmpty() ? "" : " end=\"" + end + "\"") + "/>";
    }

    /** A calendar with one component, whose lines are separated by {@code |}. */
    static CalendarDocument object(String name, String lines) {
        String properties = lines.isEmpty() ? "" : lines.replace("|", "\r\n") + "\r\n";
        return document("BEGIN:" + name + "\r\nUID:u\r\n" + properties + "END:" + name + "\r\n");
    }

    static CalendarDocument document(String components) {
        return CalendarDocument.parse(Items.calendar(components).getBytes(StandardCharsets.UTF_8));
    }

    static boolean matches(CalendarDocument document, String filter) {
        return matches(document, filter, ZoneOffset.UTC);
    }

    static boolean matches(CalendarDocument document, String filter, ZoneId zone) {
        return new Matcher(document, new Expander(zone.getRules(), ExpansionLimits.USUAL)).matches(inCalendar(filter));
    }
}
