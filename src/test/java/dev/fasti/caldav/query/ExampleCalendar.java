package dev.fasti.caldav.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.icalendar.CalendarDocument;
import dev.fasti.icalendar.component.CalendarComponent;
import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.Multistatus;
import dev.fasti.server.fixture.TestServer;
import dev.fasti.server.fixture.Xml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The calendar of RFC 4791 Appendix B on a whole server. */
final class ExampleCalendar {
    static final String PATH = "/alice/work/";

    private final TestServer server;

    private ExampleCalendar(TestServer server) {
        this.server = server;
    }

    /** Makes the calendar and puts the eight objects into it. */
    static ExampleCalendar on(TestServer server) {
        ExampleCalendar calendar = new ExampleCalendar(server);
        calendar.make(PATH, "");
        for (int i = 1; i <= 8; i++) {
            calendar.put("abcd" + i + ".ics", text("abcd" + i + ".ics"));
        }
        return calendar;
    }

    /** Makes a calendar for everything, with further properties. */
    void make(String path, String properties) {
        String set = Stream.of("VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY")
                .map(name -> "<C:comp name=\"" + name + "\"/>")
                .collect(Collectors.joining());
        server.alice()
                .send(
                        "MKCALENDAR",
                        path,
                        Xml.document(
                                "C:mkcalendar",
                                "<D:set><D:prop><C:supported-calendar-component-set>" + set
                                        + "</C:supported-calendar-component-set>" + properties
                                        + "</D:prop></D:set>"))
                .expect(201);
    }

    void put(String name, String content) {
        server.alice().put(name.startsWith("/") ? name : PATH + name, content).expect(201);
    }

    /** An object as it stands in the appendix. */
    static String text(String name) {
        try (InputStream in = ExampleCalendar.class.getResourceAsStream(name)) {
            assertThat(in).as(name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("\r?\n", "\r\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A calendar-query at Depth 1 for tags and whole objects. */
    Multistatus query(String filter) {
        return query("<D:getetag/><C:calendar-data/>", filter);
    }

    Multistatus query(String properties, String filter) {
        return ask(properties, filter).multistatus();
    }

    Answer ask(String properties, String filter) {
        return report(
                "1",
                PATH,
                "C:calendar-query",
                "<D:prop>" + properties + "</D:prop><C:filter><C:comp-filter name=\"VCALENDAR\">" + filter
                        + "</C:comp-filter></C:filter>");
    }

    /** The names of the members that a filter within VCALENDAR finds. */
    List<String> find(String filter) {
        return query("<D:getetag/>", filter).hrefs().stream()
                .map(href -> href.substring(href.lastIndexOf('/') + 1).replace(".ics", ""))
                .toList();
    }

    Answer report(String depth, String path, String root, String content) {
        return server.alice().with("Depth", depth).send("REPORT", path, Xml.document(root, content));
    }

    /** That a member's calendar data says the same, in lines that are folded and end with CRLF. */
    static void assertData(Multistatus answer, String name, String expected) {
        String data = answer.text("/alice/work/" + name + ".ics", "C:calendar-data");
        assertThat(canonical(data)).isEqualTo(canonical(expected));
        assertThat(data.lines()).allMatch(line -> line.length() <= 75);
        assertThat(data.replace("\r\n", "")).doesNotContain("\r", "\n");
    }

    /** The content lines of an object, one a line, properties sorted within each component. */
    static String canonical(String calendar) {
        StringBuilder out = new StringBuilder();
        write(CalendarDocument.parse(calendar.getBytes(StandardCharsets.UTF_8)).calendar(), "", out);
        return out.toString();
    }

    private static void write(CalendarComponent component, String indent, StringBuilder out) {
        out.append(indent).append(component.name()).append('\n');
        component.properties().stream()
                .map(property -> property.name()
                        + property.parameters().stream()
                                .map(parameter -> ";" + parameter.name() + "=" + String.join(",", parameter.values()))
                                .sorted()
                                .collect(Collectors.joining())
                        + ":" + property.value())
                .sorted()
                .forEach(line -> out.append(indent).append("  ").append(line).append('\n'));
        component.components().forEach(inner -> write(inner, indent + "  ", out));
    }

    /** The busy periods of an answer to free-busy-query, each after its type. */
    static List<String> periods(Answer answer) {
        return CalendarDocument.parse(answer.expect(200).octets())
                .calendar()
                .components("VFREEBUSY")
                .get(0)
                .properties("FREEBUSY")
                .stream()
                .map(property -> property.parameterValue("FBTYPE").orElse("BUSY") + ":" + property.value())
                .toList();
    }
}
