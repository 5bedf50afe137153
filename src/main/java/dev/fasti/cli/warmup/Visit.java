package dev.fasti.cli.warmup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client does at its first synchronisation, with one event and one contact: it finds the collections, writes,
 * lists, queries, synchronises, fetches and deletes. Every answer is compared with the status it must have.
 *
 * <p>It speaks over a plain socket: an HTTP client would load classes that no server needs.
 */
public final class Visit {
    private static final int PATIENCE_MILLIS = 60_000;

    private static final String EVENT = crlf("""
            BEGIN:VCALENDAR
            VERSION:2.0
            PRODID:-//Fasti//warmup//EN
            BEGIN:VTIMEZONE
            TZID:Europe/Prague
            BEGIN:STANDARD
            DTSTART:19961027T030000
            RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
            TZOFFSETFROM:+0200
            TZOFFSETTO:+0100
            END:STANDARD
            END:VTIMEZONE
            BEGIN:VEVENT
            UID:warmup
            DTSTAMP:20260501T080000Z
            DTSTART;TZID=Europe/Prague:20260602T090000
            DTEND;TZID=Europe/Prague:20260602T094500
            RRULE:FREQ=WEEKLY;COUNT=5
            SUMMARY:Warm-up
            END:VEVENT
            END:VCALENDAR
            """);

    private static final String CONTACT = crlf("""
            BEGIN:VCARD
            VERSION:3.0
            UID:warmup
            FN:Warm Up
            N:Up;Warm;;;
            EMAIL:warm@example.org
            END:VCARD
            """);

    private static final String LISTING = """
            <propfind xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:R="urn:ietf:params:xml:ns:carddav">
            <prop><resourcetype/><displayname/><getetag/><getcontenttype/><sync-token/><current-user-principal/>
            <current-user-privilege-set/><supported-report-set/><owner/><C:calendar-home-set/><R:addressbook-home-set/>
            <C:supported-calendar-component-set/></prop></propfind>
            """;

    private static final String SYNC = """
            <sync-collection xmlns="DAV:"><sync-token/><sync-level>1</sync-level><prop><getetag/></prop>
            </sync-collection>
            """;

    private static final String QUERY = """
            <C:calendar-query xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">
            <prop><getetag/><C:calendar-data/></prop><C:filter><C:comp-filter name="VCALENDAR">
            <C:comp-filter name="VEVENT"><C:time-range start="20260601T000000Z" end="20260701T000000Z"/></C:comp-filter>
            </C:comp-filter></C:filter></C:calendar-query>
            """;

    private static final String MULTIGET = """
            <C:calendar-multiget xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">
            <prop><getetag/><C:calendar-data/></prop><href>%s</href></C:calendar-multiget>
            """;

    private static final String CONTACT_MULTIGET = """
            <R:addressbook-multiget xmlns="DAV:" xmlns:R="urn:ietf:params:xml:ns:carddav">
            <prop><getetag/><R:address-data/></prop><href>%s</href></R:addressbook-multiget>
            """;

    private static final List<String> XML = List.of("Content-Type: application/xml; charset=utf-8", "Depth: 1");

    private final URI server;
    private final String login;
    private final String authorization;

    /** @param login somebody without a home, or with the calendar and address book of a first login */
    public Visit(URI server, String login, String password) {
        this.server = server;
        this.login = login;
        byte[] credentials = (login + ":" + password).getBytes(StandardCharsets.UTF_8);
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(credentials);
    }

    /**
     * Asks everything.
     *
     * @return how many answers were right: all
     * @throws IOException if an answer has not the status it must have, or none comes
     */
    public int run() throws IOException {
        List<Question> questions = questions();
        for (Question question : questions) {
            ask(question);
        }
        return questions.size();
    }

    private List<Question> questions() {
        String home = server.getPath() + login + "/";
        String event = home + "calendar/warmup.ics";
        String contact = home + "contacts/warmup.vcf";
        return List.of(
                new Question("OPTIONS", server.getPath(), List.of(), "", 200),
                new Question("PROPFIND", server.getPath(), XML, LISTING, 207),
                new Question("PROPFIND", home, XML, LISTING, 207),
                new Question("PUT", event, newItem("text/calendar"), EVENT, 201),
                new Question("PUT", event, newItem("text/calendar"), EVENT, 412),
                new Question("PUT", contact, newItem("text/vcard"), CONTACT, 201),
                new Question("PROPFIND", home + "calendar/", XML, LISTING, 207),
                new Question("PROPFIND", home + "contacts/", XML, LISTING, 207),
                new Question("REPORT", home + "calendar/", XML, SYNC, 207),
                new Question("REPORT", home + "contacts/", XML, SYNC, 207),
                new Question("REPORT", home + "calendar/", XML, QUERY, 207),
                new Question("REPORT", home + "calendar/", XML, MULTIGET.formatted(event), 207),
                new Question("REPORT", home + "contacts/", XML, CONTACT_MULTIGET.formatted(contact), 207),
                new Question("GET", event, List.of(), "", 200),
                new Question("GET", contact, List.of(), "", 200),
                new Question("DELETE", event, List.of(), "", 204),
                new Question("GET", event, List.of(), "", 404));
    }

    private static List<String> newItem(String type) {
        return List.of("Content-Type: " + type + "; charset=utf-8", "If-None-Match: *");
    }

    private void ask(Question question) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(question.octets(server.getAuthority(), authorization));
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            @Nullable String status = answer.readLine();
            answer.transferTo(Writer.nullWriter());
            if (status == null || !status.startsWith("HTTP/1.1 " + question.status() + " ")) {
                throw new IOException(question.method() + " " + question.path() + " was answered by \"" + status
                        + "\", not by " + question.status());
            }
        }
    }

    private static String crlf(String lines) {
        return lines.replace("\n", "\r\n");
    }
}
