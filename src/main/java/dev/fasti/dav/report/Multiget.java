package dev.fasti.dav.report;

import dev.fasti.acl.Privilege;
import dev.fasti.dav.DavException;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.dav.DavResource.MemberResource;
import dev.fasti.dav.Names;
import dev.fasti.dav.Precondition;
import dev.fasti.dav.ResourceFinder;
import dev.fasti.dav.property.PropertyRequest;
import dev.fasti.dav.property.PropertyResponder;
import dev.fasti.dav.xml.MultiStatusWriter;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.path.CollectionPath;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;

/**
 * Properties of the members that a request lists by their hrefs (RFC 4791 section 7.9, RFC 6352 section 8.7).
 *
 * <p>The target is a collection of the kind, or one of its members, which then is all that can be asked for. The
 * Depth header says nothing here. Each member is answered once, in the order of the request, however often it is
 * listed (RFC 4918 section 14.24). An href that names no member of the target is 404 for itself, or 403 where the
 * viewer may not look: the answer does not tell whether anything is there.
 *
 * <p>Of the answer no more is held than the member at hand.
 */
public final class Multiget implements Report {
    private static final QName HREF = Names.dav("href");

    private final QName name;
    private final CollectionKind kind;
    private final int maxHrefs;

    /**
     * @param name the report's name
     * @param kind of the collections that have it
     * @param maxHrefs the most hrefs of one request
     */
    public Multiget(QName name, CollectionKind kind, int maxHrefs) {
        this.name = name;
        this.kind = kind;
        this.maxHrefs = maxHrefs;
    }

    @Override
    public QName name() {
        return name;
    }

    @Override
    public boolean isSupportedOn(DavResource resource) {
        if (resource instanceof MemberResource member) {
            return member.parent().kind() == kind;
        }
        return resource instanceof CollectionResource collection && collection.kind() == kind;
    }

    @Override
    public void answer(ReportContext context, XmlElement request) {
        List<XmlElement> hrefs = request.children(HREF);
        if (hrefs.isEmpty()) {
            throw DavException.badRequest("a multiget names at least one href");
        }
        if (hrefs.size() > maxHrefs) {
            // Not 507, which says that the server has run short: the same request will never be answered.
            throw new DavException.Refused(
                    Precondition.NUMBER_OF_MATCHES_WITHIN_LIMITS, 403, "at most " + maxHrefs + " hrefs at once");
        }
        // RFC 4791 section 9.10 allows neither of prop, allprop and propname without saying what it means.
        PropertyRequest properties = PropertyRequest.of(request).orElse(new PropertyRequest.AllProp(List.of()));
        PropertyResponder responder = context.properties().responder(properties);
        DavExchange exchange = context.exchange();
        MultiStatusWriter out = responder.start(exchange);
        Answer answer = new Answer(context, responder, out);
        hrefs.forEach(href -> answer.add(href.text().strip()));
        out.finish();
    }

    /** One answer in the making. */
    private static final class Answer {
        private final DavExchange exchange;
        private final ResourceFinder resources;
        private final DavResource target;
        private final CollectionResource parent;
        private final PropertyResponder responder;
        private final MultiStatusWriter out;
        private final Set<String> names = new HashSet<>();
        private final Set<String> misses = new HashSet<>();

        Answer(ReportContext context, PropertyResponder responder, MultiStatusWriter out) {
            this.exchange = context.exchange();
            this.resources = context.resources();
            this.target = context.resource();
            this.parent = parentOf(target);
            this.responder = responder;
            this.out = out;
        }

        /** Answers, for what is not there under the client's own spelling, which is the one that it will look for. */
        void add(String href) {
            Optional<String> member = memberNamed(href);
            if (member.isPresent() && names.add(member.get())) {
                responder.respondMember(out, exchange, parent, member.get(), href);
            } else if (member.isEmpty() && misses.add(href)) {
                out.response(href, isHidden(href) ? 403 : 404);
            }
        }

        /** Whether the viewer may not look where an href points, and so is not told whether anything is there. */
        private boolean isHidden(String href) {
            return exchange.hrefs()
                    .read(href, exchange.authority())
                    .flatMap(ResourceFinder::path)
                    .filter(path ->
                            !resources.privileges(path, exchange.viewer()).contains(Privilege.READ))
                    .isPresent();
        }

        /** The name of the target's member that an href stands for. */
        private Optional<String> memberNamed(String href) {
            Optional<CollectionPath> path =
                    exchange.hrefs().read(href, exchange.authority()).flatMap(ResourceFinder::path);
            CollectionPath collection = parent.place();
            return path.filter(found -> found.parent().equals(Optional.of(collection)))
                    .map(CollectionPath::name)
                    .filter(found -> !(target instanceof MemberResource member)
                            || member.member().name().equals(found));
        }

        private static CollectionResource parentOf(DavResource target) {
            if (target instanceof MemberResource member) {
                return member.parent();
            }
            if (target instanceof CollectionResource collection) {
                return collection;
            }
            throw new IllegalArgumentException("a multiget is of a collection or a member");
        }
    }
}
