package dev.fasti.cli.transfer.remote;

import dev.fasti.cli.transfer.Parcel;
import dev.fasti.dav.Names;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyValue;
import dev.fasti.vobject.file.LineEnds;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.namespace.QName;

/** An account on another CalDAV or CardDAV server, sent as parcels: what has changed of each collection, in batches. */
public final class RemoteSource {
    private static final int BATCH = 100;
    private static final QName TAG = Names.dav("getetag");
    private static final QName STATE = Names.dav("sync-token");
    private static final QName COMPONENTS = Names.caldav("supported-calendar-component-set");
    private static final List<QName> TEXTS = List.of(
            Names.dav("displayname"),
            Names.caldav("calendar-description"),
            Names.caldav("calendar-timezone"),
            Names.carddav("addressbook-description"),
            new QName(Names.ICAL, "calendar-color"),
            new QName(Names.ICAL, "calendar-order"));
    private static final String LISTING = "<?xml version=\"1.0\" encoding=\"utf-8\"?><propfind xmlns=\"DAV:\"><prop>"
            + "<getetag/><resourcetype/></prop></propfind>";

    private final DavClient client;
    private final Login login;
    private final Parcel.Sink sink;
    private final Answers answers;

    /** What is answered to a {@link Parcel.Origin} or a {@link Parcel.Listing}. */
    @FunctionalInterface
    public interface Answers {
        /** Waits for the answer to the latest one: what is wanted of it, by its place. */
        BitSet next() throws IOException;
    }

    public RemoteSource(Login login, Parcel.Sink sink, Answers answers) {
        this.login = login;
        this.client = new DavClient(login);
        this.sink = sink;
        this.answers = answers;
    }

    /**
     * Sends everything that is wanted.
     *
     * @param home gets a collection for each one there
     * @throws RemoteFailure if the other server does not do what is asked of it
     */
    public void send(CollectionPath home) throws IOException {
        Discovery discovery = new Discovery(client);
        List<Discovery.Found> collections = discovery.collections(login.url());
        for (Map.Entry<URI, String> closed : discovery.closed().entrySet()) {
            sink.take(new Parcel.Fault(closed.getKey().getPath(), closed.getValue()));
        }
        if (collections.isEmpty()) {
            throw new RemoteFailure(0, "no calendar and no address book is to be found at " + login.url());
        }
        Set<CollectionPath> taken = new HashSet<>();
        for (Discovery.Found found : collections) {
            Multistatus.Resource collection = found.resource();
            sink.take(new Parcel.Collection(place(home, found, taken), found.kind(), properties(collection)));
            String state = collection.property(STATE).map(XmlElement::text).orElse("");
            sink.take(new Parcel.Origin(collection.uri() + " " + login.user(), state.strip()));
            if (answers.next().get(0)) {
                items(collection.uri(), found.kind());
            }
        }
    }

    /** Where a collection goes. Servers with a home for each kind often have the same name in both. */
    private static CollectionPath place(CollectionPath home, Discovery.Found found, Set<CollectionPath> taken) {
        CollectionPath folder = home;
        String name = found.resource().name();
        try {
            for (String segment : found.path().subList(0, found.path().size() - 1)) {
                folder = folder.child(segment);
            }
            folder.child(name);
        } catch (StoreException.NameRefused e) {
            folder = home;
            name = "imported-" + Integer.toHexString(found.resource().uri().hashCode());
        }
        String kind = found.kind() == CollectionKind.CALENDAR ? "-calendar" : "-contacts";
        CollectionPath place = folder.child(name);
        for (int more = 1; !taken.add(place); more++) {
            place = folder.child(name + kind + (more == 1 ? "" : "-" + more));
        }
        return place;
    }

    private static Map<PropertyName, PropertyValue> properties(Multistatus.Resource collection) {
        Map<PropertyName, PropertyValue> properties = new HashMap<>();
        for (QName name : TEXTS) {
            collection
                    .property(name)
                    .map(XmlElement::text)
                    .filter(text -> !text.isBlank())
                    .ifPresent(text -> properties.put(key(name), new PropertyValue.Text(text)));
        }
        collection.property(COMPONENTS).ifPresent(set -> {
            String components = set.children(Names.caldav("comp")).stream()
                    .flatMap(comp -> comp.attribute("name").stream())
                    .filter(comp -> comp.matches("[A-Z-]+"))
                    .collect(Collectors.joining(","));
            if (!components.isEmpty()) {
                properties.put(key(COMPONENTS), new PropertyValue.Text(components));
            }
        });
        return properties;
    }

    private static PropertyName key(QName name) {
        return new PropertyName(name.getNamespaceURI(), name.getLocalPart());
    }

    private void items(URI collection, CollectionKind kind) throws IOException {
        Multistatus listing = client.ask("PROPFIND", collection, "1", LISTING);
        Map<String, String> tags = new LinkedHashMap<>();
        for (Multistatus.Resource each : listing.resources()) {
            if (!each.isAt(listing.uri()) && !each.is(Names.dav("collection"))) {
                tags.put(
                        each.uri().toString(),
                        each.property(TAG).map(XmlElement::text).orElse("").strip());
            }
        }
        sink.take(new Parcel.Listing(tags));
        BitSet wanted = answers.next();
        List<Parcel.Version> versions = new ArrayList<>();
        tags.forEach((href, tag) -> versions.add(new Parcel.Version(href, tag)));
        List<Parcel.Version> asked = wanted.stream().mapToObj(versions::get).toList();
        for (int from = 0; from < asked.size(); from += BATCH) {
            batch(listing.uri(), kind, asked.subList(from, Math.min(asked.size(), from + BATCH)));
        }
        sink.take(new Parcel.Complete());
    }

    /** RFC 4791 section 7.9, RFC 6352 section 8.7; what does not come that way is fetched by itself. */
    private void batch(URI collection, CollectionKind kind, List<Parcel.Version> members) throws IOException {
        boolean isCalendar = kind == CollectionKind.CALENDAR;
        String prefix = isCalendar ? "calendar" : "addressbook";
        String data = isCalendar ? "calendar-data" : "address-data";
        String namespace = isCalendar ? Names.CALDAV : Names.CARDDAV;
        StringBuilder body = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?><X:" + prefix
                + "-multiget xmlns=\"DAV:\" xmlns:X=\"" + namespace + "\"><prop><getetag/><X:" + data + "/></prop>");
        for (Parcel.Version member : members) {
            body.append("<href>").append(escaped(uri(member).getRawPath())).append("</href>");
        }
        body.append("</X:").append(prefix).append("-multiget>");
        Map<String, Parcel.Version> missing = new LinkedHashMap<>();
        members.forEach(member -> missing.put(uri(member).getPath(), member));
        for (Multistatus.Resource each :
                client.ask("REPORT", collection, "1", body.toString()).resources()) {
            Optional<XmlElement> content = each.property(new QName(namespace, data));
            Parcel.Version member =
                    content.isPresent() ? missing.remove(each.uri().getPath()) : null;
            if (content.isPresent() && member != null) {
                // XML makes a line feed of each line end, and the formats ask for CRLF.
                byte[] octets = content.get().text().getBytes(StandardCharsets.UTF_8);
                send(member, LineEnds.made(octets));
            }
        }
        for (Parcel.Version member : missing.values()) {
            Optional<byte[]> octets = client.get(uri(member));
            if (octets.isPresent()) { // else removed since it was listed
                send(member, octets.get());
            }
        }
    }

    private static URI uri(Parcel.Version member) {
        return URI.create(member.href());
    }

    private void send(Parcel.Version member, byte[] octets) throws IOException {
        URI uri = uri(member);
        sink.take(new Parcel.Item(Multistatus.lastSegment(uri), uri.getPath(), octets, member));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
