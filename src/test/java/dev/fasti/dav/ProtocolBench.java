package dev.fasti.dav;

import dev.fasti.acl.AccessPolicy;
import dev.fasti.acl.CombinedAccess;
import dev.fasti.acl.Directory;
import dev.fasti.acl.KnownGroups;
import dev.fasti.acl.Rights;
import dev.fasti.acl.Shares;
import dev.fasti.acl.StoredAcls;
import dev.fasti.dav.principal.Principals;
import dev.fasti.dav.principal.Principals.Listing;
import dev.fasti.dav.property.DeadProperties;
import dev.fasti.dav.property.LiveProperty;
import dev.fasti.dav.property.PropertyRequest;
import dev.fasti.dav.property.PropertyTable;
import dev.fasti.dav.report.Report;
import dev.fasti.dav.report.ReportContext;
import dev.fasti.dav.share.Mounts;
import dev.fasti.dav.xml.MultiStatusWriter;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.dav.xml.XmlLimits;
import dev.fasti.dav.xml.XmlReader;
import dev.fasti.store.Author;
import dev.fasti.store.Collection;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.CollectionStore;
import dev.fasti.store.Facts;
import dev.fasti.store.condition.WriteCondition;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.path.MemberPath;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyPatch;
import dev.fasti.store.property.PropertyValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;

/** What a protocol brought along, put to work on one resource at a time with no server around it. */
public final class ProtocolBench {
    private static final String NAMESPACES = " xmlns:D=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\""
            + " xmlns:CR=\"urn:ietf:params:xml:ns:carddav\" xmlns:CS=\"http://calendarserver.org/ns/\""
            + " xmlns:I=\"http://apple.com/ns/ical/\"";
    private static final QName PROP = Names.dav("prop");

    private final Extension extension;
    private final Directory nobody = new KnownGroups(Map.of());
    private final AccessPolicy policy =
            new CombinedAccess(Rights.ownerOnly(), path -> Optional.empty(), new StoredAcls(), nobody);
    private final ResourceFinder resources = new ResourceFinder(
            new NoCollections(),
            policy,
            new Mounts(new NoCollections(), policy, new Shares(name -> Map.of(), nobody)),
            new Principals(nobody, name -> Map.of(), Listing.ONESELF));
    private final PropertyTable table;
    private RecordedExchange exchange = new RecordedExchange("");

    public ProtocolBench(Extension extension, LiveProperty... others) {
        this.extension = extension;
        List<LiveProperty> properties = new ArrayList<>(extension.properties());
        properties.addAll(List.of(others));
        this.table = new PropertyTable(properties, resources);
    }

    /** Puts everything behind a base path. */
    public ProtocolBench behind(String basePath) {
        exchange = new RecordedExchange(basePath);
        return this;
    }

    /** Reads an element; the prefixes D, C, CR, CS and I are declared. */
    public static XmlElement element(String xml) {
        int end = xml.indexOf('>');
        int at = xml.charAt(end - 1) == '/' ? end - 1 : end;
        String declared = xml.substring(0, at) + NAMESPACES + xml.substring(at);
        return new XmlReader(XmlLimits.DEFAULT).read(declared.getBytes(StandardCharsets.UTF_8));
    }

    public LiveProperty property(QName name) {
        return table.find(name).orElseThrow();
    }

    /** A property's element as PROPFIND answers it; empty if it is 404. */
    public Optional<XmlElement> ask(DavResource resource, String property) {
        XmlElement prop = element("<D:prop>" + property + "</D:prop>");
        exchange = new RecordedExchange(exchange.hrefs().basePath());
        PropertyRequest request = PropertyRequest.of(new XmlElement(Names.dav("propfind"), Map.of(), List.of(prop)))
                .orElseThrow();
        MultiStatusWriter out = new MultiStatusWriter(exchange.answer(207));
        table.responder(request).respond(out, exchange, resource);
        out.finish();
        return found(exchange.xml().child(Names.dav("response")).orElseThrow());
    }

    /** The one property in the propstat of 200. */
    public static Optional<XmlElement> found(XmlElement response) {
        return response.children(Names.dav("propstat")).stream()
                .filter(propstat ->
                        propstat.child(Names.dav("status")).orElseThrow().text().contains(" 200 "))
                .flatMap(propstat -> propstat.child(PROP).orElseThrow().children().stream())
                .findFirst();
    }

    /** Sets a property as PROPPATCH does. */
    public void set(MapCollection collection, String property) {
        XmlElement element = element(property);
        collection.patch(new PropertyPatch(property(element.name()).set(collection.resource(), element)));
    }

    /** Sets a property as MKCOL does for a collection that is being made. */
    public void initialise(MapCollection collection, String property) {
        XmlElement element = element(property);
        collection.patch(new PropertyPatch(
                property(element.name()).initialise(collection.snapshot().kind(), element)));
    }

    public void remove(MapCollection collection, QName name) {
        collection.patch(new PropertyPatch(property(name).remove(collection.resource())));
    }

    public Report report(QName name) {
        return extension.reports().stream()
                .filter(report -> report.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Answers a report and gives the exchange with the answer. */
    public RecordedExchange report(DavResource resource, String request) {
        XmlElement element = element(request);
        exchange = new RecordedExchange(exchange.hrefs().basePath());
        report(element.name()).answer(new ReportContext(exchange, resource, table, resources), element);
        return exchange;
    }

    public CollectionType type(CollectionKind kind) {
        return extension.types().stream()
                .filter(type -> type.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    /** A stored text under a property's name. */
    public static Map.Entry<PropertyName, PropertyValue> text(QName name, String text) {
        return Map.entry(DeadProperties.name(name), new PropertyValue.Text(text));
    }

    /** A store of nothing: whoever looks for other resources than the one at hand finds none. */
    private static final class NoCollections implements CollectionStore {
        @Override
        public CollectionStore by(Author author) {
            return this;
        }

        @Override
        public Optional<Collection> find(CollectionPath path) {
            return Optional.empty();
        }

        @Override
        public List<String> children(CollectionPath parent) {
            return List.of();
        }

        @Override
        public Collection create(
                CollectionPath path, CollectionKind kind, Map<PropertyName, PropertyValue> properties) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void delete(CollectionPath path) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Collection.Outcome transfer(
                Transfer transfer,
                MemberPath from,
                WriteCondition source,
                MemberPath to,
                Facts facts,
                WriteCondition destination) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Collection.Outcome transfer(
                Transfer transfer, CollectionPath from, CollectionPath to, Overwrite overwrite) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
