import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A calendar on a server, and the requests that clients make of one. Every answer is checked. */
record Calendar(Target target, String name) {
    private static final Pattern TOKEN = Pattern.compile("sync-token>([^<]+)<");
    private static final String XML = "Content-Type: application/xml; charset=utf-8\r\n";
    private static final String PROPFIND = "<?xml version=\"1.0\"?><propfind xmlns=\"DAV:\"><prop>%s</prop></propfind>";
    private static final byte[] RESPONSE = "response>".getBytes(StandardCharsets.US_ASCII);
    private static final int FILLERS = 8;

    String path() {
        return target.path(name + "/");
    }

    String member(String uid) {
        return path() + uid + ".ics";
    }

    /** Makes the calendar, and {@code members} in it, unless it is there. */
    Calendar filled(int members) throws Exception {
        try (Connection connection = new Connection(target.home())) {
            Connection.Answer there = connection.ask(listing());
            // Xandikos says of what is not there, too, that it has one response.
            if (there.status() == 207 && holds(there, members + 1)) {
                return this;
            }
            Connection.Answer made = connection.ask(target.request("MKCALENDAR", path(), "", new byte[0]));
            if (made.status() == 405 || made.status() == 501) {
                made = connection.ask(target.request("MKCOL", path(), XML, bytes(
                        "<mkcol xmlns=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\"><set><prop><resourcetype>"
                                + "<collection/><C:calendar/></resourcetype></prop></set></mkcol>")));
            }
            expect(made, 201);
        }
        ExecutorService pool = Executors.newFixedThreadPool(FILLERS);
        List<Future<Void>> parts = new ArrayList<>();
        for (int filler = 0; filler < FILLERS; filler++) {
            int first = filler;
            parts.add(pool.submit(() -> {
                try (Connection connection = new Connection(target.home())) {
                    for (int i = first; i < members; i += FILLERS) {
                        put(connection, "m" + i, 0);
                    }
                }
                return null;
            }));
        }
        for (Future<Void> part : parts) {
            part.get();
        }
        pool.shutdown();
        return this;
    }

    static byte[] event(String uid, int version) {
        return bytes("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//fasti//bench//EN\r\nBEGIN:VEVENT\r\nUID:" + uid
                + "\r\nDTSTAMP:20260501T080000Z\r\nDTSTART:20260610T140000Z\r\nDTEND:20260610T150000Z\r\nSEQUENCE:"
                + version + "\r\nSUMMARY:Event " + uid + "\r\nDESCRIPTION:"
                + "Some words that say what it is about. ".repeat(6) + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
    }

    void put(Connection connection, String uid, int version) throws IOException {
        String headers = "Content-Type: text/calendar; charset=utf-8\r\n" + (version == 0 ? "If-None-Match: *\r\n" : "");
        Connection.Answer answer =
                connection.ask(target.request("PUT", member(uid), headers, event(name + "-" + uid, version)));
        if (answer.status() != 201 && answer.status() != 204 && answer.status() != 200) {
            throw wrong(answer);
        }
    }

    /** The request by which a client asks whether anything has changed. */
    byte[] poll() {
        return propfind(0, "<resourcetype/><displayname/><sync-token/><getctag xmlns=\"http://calendarserver.org/ns/\"/>");
    }

    byte[] listing() {
        return propfind(1, "<getetag/><getcontenttype/><resourcetype/>");
    }

    private byte[] propfind(int depth, String properties) {
        return target.request("PROPFIND", path(), XML + "Depth: " + depth + "\r\n", bytes(PROPFIND.formatted(properties)));
    }

    byte[] sync(String token) {
        return target.request("REPORT", path(), XML + "Depth: 0\r\n", bytes(
                "<?xml version=\"1.0\"?><sync-collection xmlns=\"DAV:\"><sync-token>" + token
                        + "</sync-token><sync-level>1</sync-level><prop><getetag/></prop></sync-collection>"));
    }

    byte[] multiget(int members) {
        StringBuilder body = new StringBuilder("<?xml version=\"1.0\"?><C:calendar-multiget xmlns=\"DAV:\" "
                + "xmlns:C=\"urn:ietf:params:xml:ns:caldav\"><prop><getetag/><C:calendar-data/></prop>");
        for (int i = 0; i < members; i++) {
            body.append("<href>").append(member("m" + i)).append("</href>");
        }
        return target.request("REPORT", path(), XML + "Depth: 1\r\n", bytes(body + "</C:calendar-multiget>"));
    }

    byte[] get(String uid) {
        return target.request("GET", member(uid), "", new byte[0]);
    }

    String token(Connection connection) throws IOException {
        Connection.Answer answer = connection.ask(sync(""));
        Matcher token = TOKEN.matcher(answer.text());
        String last = null;
        while (token.find()) {
            last = token.group(1);
        }
        if (last == null) {
            throw wrong(answer);
        }
        return last;
    }

    static void expect(Connection.Answer answer, int status) {
        if (answer.status() != status) {
            throw wrong(answer);
        }
    }

    /** The answer must be a multistatus of so many responses. */
    static void expectResponses(Connection.Answer answer, int responses) {
        expect(answer, 207);
        if (!holds(answer, responses)) {
            throw wrong(answer);
        }
    }

    private static boolean holds(Connection.Answer answer, int responses) {
        int tags = 0;
        byte[] body = answer.body();
        for (int i = 0; i + RESPONSE.length <= body.length; i++) {
            if (body[i] == 'r' && Arrays.equals(body, i, i + RESPONSE.length, RESPONSE, 0, RESPONSE.length)) {
                tags++;
                i += RESPONSE.length - 1;
            }
        }
        // Some declare namespaces on each response: then only the closing tag ends so.
        return tags == 2 * responses || tags == responses;
    }

    static IllegalStateException wrong(Connection.Answer answer) {
        String text = answer.text();
        return new IllegalStateException(
                "wrong answer: " + answer.head() + text.substring(0, Math.min(600, text.length())));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
