package dev.fasti.dav.report;

import dev.fasti.acl.Privilege;
import dev.fasti.dav.Bodies;
import dev.fasti.dav.DavException;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.MemberResource;
import dev.fasti.dav.Depth;
import dev.fasti.dav.Names;
import dev.fasti.dav.Precondition;
import dev.fasti.dav.Preference;
import dev.fasti.dav.Preferences;
import dev.fasti.dav.property.HrefProperty;
import dev.fasti.dav.property.Listing;
import dev.fasti.dav.property.LiveProperty;
import dev.fasti.dav.property.PropertyContext;
import dev.fasti.dav.property.PropertyRequest;
import dev.fasti.dav.property.PropertyResponder;
import dev.fasti.dav.property.PropertyTable;
import dev.fasti.dav.xml.MultiStatusWriter;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.dav.xml.XmlWriter;
import dev.fasti.store.condition.StoreException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;

/** The expand-property report: properties, and those of the resources that they point to (RFC 3253 section 3.8). */
public final class ExpandProperty implements Report {
    private static final QName NAME = Names.dav("expand-property");
    private static final QName PROPERTY = Names.dav("property");
    /** What a request may nest, and so how often one resource can be asked about. */
    private static final int MAX_DEPTH = 5;
    /** The most resources that one answer expands: a group's members have groups, who have members. */
    private static final int MAX_RESOURCES = 10_000;
    /** NCName of Namespaces in XML 1.0: the name comes as an attribute's value, where anything could stand. */
    private static final Pattern LOCAL_NAME =
            Pattern.compile("[A-Z_a-z\\xC0-\\xD6\\xD8-\\xF6\\xF8-\\x{2FF}\\x{370}-\\x{37D}"
                    + "\\x{37F}-\\x{1FFF}\\x{200C}\\x{200D}\\x{2070}-\\x{218F}\\x{2C00}-\\x{2FEF}\\x{3001}-\\x{D7FF}"
                    + "\\x{F900}-\\x{FDCF}\\x{FDF0}-\\x{FFFD}\\x{10000}-\\x{EFFFF}]"
                    + "[-.0-9A-Z_a-z\\xB7\\xC0-\\xD6\\xD8-\\xF6\\xF8-\\x{37D}\\x{37F}-\\x{1FFF}\\x{200C}\\x{200D}\\x{203F}"
                    + "\\x{2040}\\x{2070}-\\x{218F}\\x{2C00}-\\x{2FEF}\\x{3001}-\\x{D7FF}\\x{F900}-\\x{FDCF}"
                    + "\\x{FDF0}-\\x{FFFD}\\x{10000}-\\x{EFFFF}]*");

    @Override
    public QName name() {
        return NAME;
    }

    @Override
    public boolean isSupportedOn(DavResource resource) {
        return true;
    }

    /** With Depth 1 for each resource in the collection, too (RFC 3253 section 3.6). */
    @Override
    public void answer(ReportContext context, XmlElement request) {
        DavExchange exchange = context.exchange();
        Depth depth = Depth.of(exchange, Depth.ZERO);
        if (depth == Depth.INFINITY && !(context.resource() instanceof MemberResource)) {
            throw new DavException.Plain(403, "Depth is 0 or 1 here");
        }
        Expansion expansion = new Expansion(context);
        PropertyResponder responder = expansion.responder(request, 1);
        expansion.apply(Preferences.apply(exchange, Preference.MINIMAL));
        MultiStatusWriter out = Bodies.multiStatus(exchange);
        Listing listing = new Listing(context.resources(), exchange, responder, out);
        listing.one(context.resource());
        if (depth == Depth.ONE) {
            listing.inside(context.resource());
        }
        out.finish();
    }

    private static QName name(XmlElement property) {
        String local = property.attribute("name")
                .filter(name -> LOCAL_NAME.matcher(name).matches())
                .orElseThrow(() -> DavException.badRequest("a property has no name, or one that is none"));
        String namespace = property.attribute("namespace").orElse(Names.DAV);
        if (namespace.equals(XMLConstants.XMLNS_ATTRIBUTE_NS_URI)) {
            throw DavException.badRequest("no element can be in the namespace of declarations");
        }
        return new QName(namespace, local);
    }

    /** One request, and how many resources its answer has led to. */
    private static final class Expansion {
        private final ReportContext context;
        private final List<PropertyResponder> responders = new ArrayList<>();
        /** The request's target is one. */
        private int resources = 1;

        Expansion(ReportContext context) {
            this.context = context;
        }

        /** Answers the properties that an element names, and what those inside them name of what these point to. */
        PropertyResponder responder(XmlElement parent, int depth) {
            if (depth > MAX_DEPTH) {
                throw new DavException.Plain(403, "properties are nested too deeply");
            }
            PropertyTable table = context.properties();
            Map<QName, XmlElement> named = new LinkedHashMap<>();
            for (XmlElement property : parent.children(PROPERTY)) {
                QName name = name(property);
                named.putIfAbsent(name, XmlElement.empty(name));
                if (!property.children(PROPERTY).isEmpty()) {
                    PropertyResponder inside = responder(property, depth + 1);
                    if (table.find(name).orElse(null) instanceof HrefProperty pointer) {
                        table = table.with(new Pointer(pointer, inside, this));
                    }
                }
            }
            PropertyResponder responder = table.responder(new PropertyRequest.Named(List.copyOf(named.values())));
            responders.add(responder);
            return responder;
        }

        void apply(Set<Preference> preferences) {
            responders.forEach(responder -> responder.applied(preferences));
        }

        boolean hasRoom() {
            return resources < MAX_RESOURCES;
        }

        /** The resource that an href names, if there is room for it and the viewer may read it. */
        Optional<DavResource> take(String href) {
            Optional<DavResource> found = hasRoom() ? find(context, href) : Optional.empty();
            resources += found.isPresent() ? 1 : 0;
            return found;
        }

        void respond(MultiStatusWriter out, PropertyResponder responder, DavResource resource) {
            new Listing(context.resources(), context.exchange(), responder, out).one(resource);
        }
    }

    /**
     * A property with a response in the place of each href.
     *
     * @param inside answers for what the hrefs name
     */
    private record Pointer(HrefProperty property, PropertyResponder inside, Expansion expansion)
            implements LiveProperty {
        @Override
        public QName name() {
            return property.name();
        }

        @Override
        public boolean isDefinedOn(DavResource resource) {
            return property.isDefinedOn(resource);
        }

        @Override
        public void write(DavResource resource, PropertyContext about, XmlWriter writer) {
            List<String> hrefs = property.hrefs(resource, about);
            if (hrefs.isEmpty()) {
                property.write(resource, about, writer);
            }
            MultiStatusWriter out = MultiStatusWriter.within(writer);
            for (String href : hrefs) {
                expand(out, href);
            }
        }

        private void expand(MultiStatusWriter out, String href) {
            Optional<DavResource> pointed;
            try {
                pointed = expansion.take(href);
            } catch (StoreException.NoMemory e) {
                out.response(href, 503);
                return;
            }
            pointed.ifPresentOrElse(found -> expansion.respond(out, inside, found), () -> unexpanded(out, href));
        }

        /** What is not there, or one too many: nothing that has been written can be taken back. */
        private void unexpanded(MultiStatusWriter out, String href) {
            out.start(href);
            if (expansion.hasRoom()) {
                out.status(404);
            } else {
                out.status(507);
                out.error(Precondition.NUMBER_OF_MATCHES_WITHIN_LIMITS.element());
            }
            out.end();
        }
    }

    private static Optional<DavResource> find(ReportContext context, String href) {
        DavExchange exchange = context.exchange();
        try {
            return exchange.hrefs()
                    .read(href, exchange.authority())
                    .flatMap(target -> context.resources().find(target, exchange))
                    .filter(found -> context.resources()
                            .privileges(found, exchange.viewer())
                            .contains(Privilege.READ));
        } catch (DavException.NeedPrivilege e) {
            return Optional.empty();
        }
    }
}
