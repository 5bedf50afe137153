package dev.fasti.server.matrix;

import dev.fasti.server.fixture.Aces;
import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.TestServer;
import dev.fasti.server.fixture.Xml;
import java.util.Map;

/** The requests of the table: each as a client would make it of a resource of that kind. */
final class Requests {
    static final String LOCK_INFO =
            Xml.document("D:lockinfo", "<D:lockscope><D:exclusive/></D:lockscope><D:locktype><D:write/></D:locktype>");

    private static final String PROP = "<D:prop><D:getetag/></D:prop>";
    private static final String ALL_EVENTS = PROP + "<C:filter><C:comp-filter name=\"VCALENDAR\"/></C:filter>";

    /** By the name of the row. */
    private static final Map<String, String> REPORTS = Map.ofEntries(
            Map.entry("sync-collection", Xml.syncCollection("")),
            Map.entry("calendar-query", Xml.document("C:calendar-query", ALL_EVENTS)),
            Map.entry("calendar-multiget", Xml.document("C:calendar-multiget", PROP + "<D:href>{path}</D:href>")),
            Map.entry(
                    "free-busy-query",
                    Xml.document(
                            "C:free-busy-query", "<C:time-range start='20200101T000000Z' end='20300101T000000Z'/>")),
            Map.entry("addressbook-query", Xml.document("CR:addressbook-query", PROP + "<CR:filter/>")),
            Map.entry(
                    "addressbook-multiget", Xml.document("CR:addressbook-multiget", PROP + "<D:href>{path}</D:href>")),
            Map.entry("expand-property", Xml.document("D:expand-property", "<D:property name='owner'/>")),
            Map.entry("principal-match", Xml.document("D:principal-match", "<D:self/>")),
            Map.entry(
                    "principal-property-search",
                    Xml.document(
                            "D:principal-property-search",
                            "<D:property-search><D:prop><D:displayname/></D:prop><D:match>a</D:match></D:property-search>"
                                    + PROP)),
            Map.entry("principal-search-property-set", Xml.document("D:principal-search-property-set", "")),
            Map.entry("acl-principal-prop-set", Xml.document("D:acl-principal-prop-set", PROP)),
            Map.entry("unknown", Xml.document("X:no-such-report", PROP)));

    private Requests() {}

    /** Sends the request of a row. */
    static Answer send(TestServer.Call call, String method, Place place, Identity who, String token) {
        String path = place.of(who);
        if (method.startsWith("REPORT:")) {
            String report = method.substring("REPORT:".length());
            String depth = report.endsWith("-query") ? "1" : "0";
            return call.with("Depth", depth)
                    .send("REPORT", path, REPORTS.get(report).replace("{path}", path));
        }
        return switch (method) {
            case "PUT" -> call.put(path, content(place));
            case "POST" -> call.with("Content-Type", mediaType(place)).send("POST", path, added(place));
            case "PROPFIND" -> call.with("Depth", "0").send("PROPFIND", path);
            case "PROPPATCH" -> call.send("PROPPATCH", path, Xml.proppatch(patched(place)));
            case "UNLOCK" -> call.with("Lock-Token", token).send("UNLOCK", path);
            case "LOCK" -> call.with("Depth", "0").send("LOCK", path, LOCK_INFO);
            case "ACL" -> call.send("ACL", path, Aces.acl(Aces.grant(Aces.href("bob"), "D:read")));
            case "COPY-FROM", "MOVE-FROM" -> transfer(call, method, path, target(place, who));
            case "COPY-TO", "MOVE-TO" -> transfer(call, method, source(place, who), path);
            default -> call.send(method, path);
        };
    }

    private static Answer transfer(TestServer.Call call, String method, String from, String to) {
        return call.with("Destination", to).send(method.substring(0, 4), from);
    }

    private static String content(Place place) {
        return switch (place.kind()) {
            case CARD -> Items.card(uid(place), "Ann");
            case FILE -> "text";
            default -> Items.event(uid(place));
        };
    }

    /** What is there keeps its UID; what is new has one of its own (RFC 4791 section 5.3.2.1). */
    private static String uid(Place place) {
        return place.path().contains("/none.") ? "new" : "a";
    }

    private static String patched(Place place) {
        return place.path().startsWith("/principals/") ? "<D:displayname>Me</D:displayname>" : "<X:note>x</X:note>";
    }

    private static String mediaType(Place place) {
        return switch (place.kind()) {
            case BOOK, CARD -> "text/vcard";
            case FOLDER, FILE -> "text/plain";
            default -> "text/calendar";
        };
    }

    private static String added(Place place) {
        return switch (place.kind()) {
            case BOOK, CARD -> Items.card("new", "New");
            case FOLDER, FILE -> "new";
            default -> Items.event("new");
        };
    }

    /** Where, in the own home, such a thing can be put. */
    static String target(Place place, Identity who) {
        return "/" + who.login()
                + switch (place.kind()) {
                    case EVENT -> "/target/copy.ics";
                    case CARD -> "/cardtarget/copy.vcf";
                    case FILE -> "/papers/copy.txt";
                    default -> "/copy/";
                };
    }

    /** What, in the own home, could be put there. */
    static String source(Place place, Identity who) {
        return "/" + who.login()
                + switch (place.kind()) {
                    case EVENT -> "/events/" + uid(place) + ".ics";
                    case CARD -> "/cards/" + uid(place) + ".vcf";
                    case FILE -> "/papers/a.txt";
                    case BOOK -> "/cards/";
                    case FOLDER -> "/papers/";
                    case CALENDAR -> "/events/";
                };
    }
}
