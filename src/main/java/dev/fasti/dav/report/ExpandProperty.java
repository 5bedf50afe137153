package dev.fasti.dav.report;

import dev.fasti.acl.Privilege;
import dev.fasti.dav.Bodies;
import dev.fasti.dav.DavException;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.Names;
import dev.fasti.dav.Precondition;
import dev.fasti.dav.Preference;
import dev.fasti.dav.Preferences;
import dev.fasti.dav.property.HrefProperty;
import dev.fasti.dav.property.LiveProperty;
import dev.fasti.dav.property.PropertyContext;
import dev.fasti.dav.property.PropertyRequest;
import dev.fasti.dav.xml.MultiStatusWriter;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.dav.xml.XmlWriter;
import java.util.ArrayList;
import java.util.List;
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

    @Override
    public void answer(ReportContext context, XmlElement request) {
        List<Wanted> wanted = wanted(request, 1);
        Set<Preference> applied = Preferences.apply(context.exchange(), Preference.MINIMAL);
        MultiStatusWriter out = Bodies.multiStatus(context.exchange());
        new Answer(out, context, applied).respond(context.resource(), wanted);
        out.finish();
    }

    private static List<Wanted> wanted(XmlElement parent, int depth) {
        if (depth > MAX_DEPTH) {
            throw new DavException.Plain(403, "properties are nested too deeply");
        }
        return parent.children(PROPERTY).stream()
                .map(element -> new Wanted(name(element), wanted(element, depth + 1)))
                .toList();
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

    /** One answer in the making. */
    private static final class Answer {
        private final MultiStatusWriter out;
        private final ReportContext context;
        private final Set<Preference> applied;
        private int resources;

        Answer(MultiStatusWriter out, ReportContext context, Set<Preference> applied) {
            this.out = out;
            this.context = context;
            this.applied = applied;
        }

        void respond(DavResource resource, List<Wanted> wanted) {
            resources++;
            List<Expanded> expanded = new ArrayList<>();
            List<XmlElement> plain = new ArrayList<>();
            for (Wanted property : wanted) {
                Optional<HrefProperty> pointer = context.properties()
                        .find(property.name())
                        .filter(live -> !property.inside().isEmpty() && live.isDefinedOn(resource))
                        .filter(HrefProperty.class::isInstance)
                        .map(HrefProperty.class::cast);
                pointer.ifPresentOrElse(
                        live -> expanded.add(new Expanded(live, property.inside())),
                        () -> plain.add(XmlElement.empty(property.name())));
            }
            out.start(resource.href(context.exchange().hrefs()));
            if (!expanded.isEmpty()) {
                out.startPropstat();
                expanded.forEach(property -> expand(resource, property));
                out.endPropstat(200);
            }
            if (!plain.isEmpty() || expanded.isEmpty()) {
                context.properties()
                        .responder(new PropertyRequest.Named(plain))
                        .applied(applied)
                        .respondInside(out, context.exchange(), resource);
            }
            out.end();
        }

        private void expand(DavResource resource, Expanded expanded) {
            DavExchange exchange = context.exchange();
            LiveProperty property = expanded.property();
            PropertyContext about = new PropertyContext(
                    exchange.hrefs(),
                    exchange.viewer(),
                    exchange::header,
                    context.resources().privileges(resource, exchange.viewer()),
                    XmlElement.empty(property.name()));
            XmlWriter writer = out.writer();
            writer.start(property.name());
            for (String href : expanded.property().hrefs(resource, about)) {
                Optional<DavResource> pointed = resources < MAX_RESOURCES ? find(context, href) : Optional.empty();
                if (pointed.isPresent()) {
                    respond(pointed.get(), expanded.inside());
                } else {
                    unexpanded(href);
                }
            }
            writer.end();
        }

        /** What is not there, or one too many: nothing that has been written can be taken back. */
        private void unexpanded(String href) {
            out.start(href);
            if (resources < MAX_RESOURCES) {
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

    /** A property of the request, with the properties wanted of what it points to. */
    private record Wanted(QName name, List<Wanted> inside) {}

    private record Expanded(HrefProperty property, List<Wanted> inside) {}
}
