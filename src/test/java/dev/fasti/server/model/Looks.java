package dev.fasti.server.model;

import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.Multistatus;
import dev.fasti.server.fixture.Xml;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.w3c.dom.Element;

/** Steps that look at a whole collection: its listing, and what a client knows that follows it. */
final class Looks {
    private static final String USED = "D:quota-used-bytes";
    private static final String AVAILABLE = "D:quota-available-bytes";

    private final World world;
    private final Map<String, Replica> replicas = new HashMap<>();

    Looks(World world) {
        this.world = world;
    }

    private Map<String, String> tags(int collection) {
        Map<String, String> tags = new TreeMap<>();
        world.oracle.shelves.get(collection).items.forEach((name, item) -> tags.put(name, World.tag(item.octets())));
        return tags;
    }

    /** What a PROPFIND of Depth 1 shows: members, tags, a property and the locks. */
    Optional<String> list(Step step) {
        String path = world.seen(step, step.from(), "");
        Answer answer = world.call(step.user())
                .with("Depth", "1")
                .send(
                        "PROPFIND",
                        path,
                        Xml.propfind("D:getetag", "X:note", "D:lockdiscovery", "D:resourcetype", USED, AVAILABLE));
        Optional<String> wrong = World.wrong(answer, world.oracle.look(step.user(), step.from()));
        if (wrong.isPresent() || answer.status() != 207) {
            return wrong;
        }
        Multistatus listing = answer.multistatus();
        Map<String, String> got = new TreeMap<>();
        listing.hrefs().stream()
                .filter(href -> !href.equals(path))
                .forEach(href -> got.put(href.substring(path.length()), listing.text(href, "D:getetag")));
        if (!got.equals(tags(step.from()))) {
            return Optional.of("expected " + tags(step.from()) + ", listed " + got);
        }
        String note = listing.property(path, "X:note")
                .map(org.w3c.dom.Node::getTextContent)
                .orElse("");
        boolean isOwnView = !path.startsWith("/alice/");
        if (!isOwnView && !note.equals(world.oracle.shelves.get(step.from()).note)) {
            return Optional.of("expected note " + world.oracle.shelves.get(step.from()).note + ", got " + note);
        }
        return locks(listing, path, step.from()).or(() -> kindAndRoom(listing, path, step.from()));
    }

    /** What a listing shows of locks: token, scope and depth of each. */
    private Optional<String> locks(Multistatus listing, String path, int collection) {
        List<String> got = Xml.find(listing.property(path, "D:lockdiscovery").orElseThrow(), "//D:activelock").stream()
                .map(lock -> text(lock, "D:locktoken/D:href") + " "
                        + Xml.find(lock, "D:lockscope/*").get(0).getLocalName() + " " + text(lock, "D:depth"))
                .distinct()
                .sorted()
                .toList();
        List<String> locks = world.oracle
                .locks
                .in(collection)
                .map(lock -> lock.token()
                        + (lock.isShared() ? " shared " : " exclusive ")
                        + (lock.isDeep() ? "infinity" : "0"))
                .sorted()
                .toList();
        return got.equals(locks) ? Optional.empty() : Optional.of("expected locks " + locks + ", got " + got);
    }

    private static String text(Element from, String path) {
        return Xml.find(from, path).get(0).getTextContent();
    }

    /** What it shows of the collection's kind and of the home's quota (RFC 4331 section 3). */
    private Optional<String> kindAndRoom(Multistatus listing, String path, int collection) {
        String type = world.oracle.shelves.get(collection).kind.type();
        boolean isRight = listing.property(path, "D:resourcetype")
                .filter(property -> Xml.find(property, "*").stream()
                        .anyMatch(element -> element.getLocalName().equals(type)))
                .isPresent();
        if (!isRight) {
            return Optional.of("expected the type " + type);
        }
        String got = listing.text(path, USED) + "+" + listing.text(path, AVAILABLE);
        String expected = world.oracle.used() + "+" + (Oracle.QUOTA - world.oracle.used());
        return got.equals(expected) ? Optional.empty() : Optional.of("expected octets " + expected + ", got " + got);
    }

    /** What a client knows that follows a collection. */
    private static final class Replica {
        private final Map<String, String> tags = new TreeMap<>();
        private String token = "";
        private Shelf of = new Shelf(Shelf.Kind.CALENDAR);
    }

    Optional<String> sync(Step step) {
        String path = world.seen(step, step.from(), "");
        Replica replica = replicas.computeIfAbsent(step.user() + path, key -> new Replica());
        Answer answer = world.call(step.user()).sync(path, replica.token);
        Shelf calendar = world.oracle.shelves.get(step.from());
        if (answer.status() == 403
                && calendar != null
                && world.oracle.level(step.user(), step.from()) != Shelf.Level.NONE
                && !replica.token.isEmpty()
                && replica.of != calendar) {
            replica.token = "";
            replica.tags.clear();
            answer = world.call(step.user()).sync(path, "");
        }
        Optional<String> wrong = World.wrong(answer, world.oracle.look(step.user(), step.from()));
        if (wrong.isPresent() || answer.status() != 207) {
            return wrong;
        }
        Multistatus changes = answer.multistatus();
        for (String href : changes.hrefs()) {
            String name = href.substring(path.length());
            if (changes.status(href).equals(Optional.of(404))) {
                replica.tags.remove(name);
            } else {
                replica.tags.put(name, changes.text(href, "D:getetag"));
            }
        }
        replica.token = changes.syncToken();
        replica.of = calendar;
        return replica.tags.equals(tags(step.from()))
                ? Optional.empty()
                : Optional.of("expected " + tags(step.from()) + ", synchronised " + replica.tags);
    }
}
