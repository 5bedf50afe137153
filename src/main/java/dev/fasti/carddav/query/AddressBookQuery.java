package dev.fasti.carddav.query;

import dev.fasti.dav.DavException;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.dav.DavResource.MemberResource;
import dev.fasti.dav.Depth;
import dev.fasti.dav.Names;
import dev.fasti.dav.Precondition;
import dev.fasti.dav.property.PropertyRequest;
import dev.fasti.dav.property.PropertyResponder;
import dev.fasti.dav.report.Report;
import dev.fasti.dav.report.ReportContext;
import dev.fasti.dav.xml.MultiStatusWriter;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.Facts.Trait;
import dev.fasti.store.Member;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;

/**
 * The addressbook-query report: properties of the cards that a filter matches (RFC 6352 section 8.6).
 *
 * <p>The target is an address book, or a card of one, which then is all that can be found. A missing Depth header is
 * taken for 1, which is what clients that leave it out mean; with Depth 0 an address book is searched for itself, and
 * is no card.
 *
 * <p>Facts decide where they can; only what they leave open is read and parsed. Of the answer no more is held than the
 * card at hand.
 */
public final class AddressBookQuery implements Report {
    private static final QName NAME = Names.carddav("addressbook-query");
    private static final QName FILTER = Names.carddav("filter");
    private static final QName LIMIT = Names.carddav("limit");
    private static final QName NRESULTS = Names.carddav("nresults");

    private final BrokenCards broken = new BrokenCards();

    @Override
    public QName name() {
        return NAME;
    }

    @Override
    public boolean isSupportedOn(DavResource resource) {
        if (resource instanceof MemberResource member) {
            return member.parent().kind() == CollectionKind.ADDRESSBOOK;
        }
        return resource instanceof CollectionResource collection && collection.kind() == CollectionKind.ADDRESSBOOK;
    }

    @Override
    public void answer(ReportContext context, XmlElement request) {
        Depth depth = Depth.of(context.exchange(), Depth.ONE);
        CardFilter filter = FilterReader.read(request.child(FILTER)
                .orElseThrow(() -> DavException.badRequest("a query has a filter (RFC 6352 section 10.3)")));
        long limit = limit(request);
        PropertyResponder responder = context.properties()
                .responder(PropertyRequest.of(request).orElse(new PropertyRequest.AllProp(List.of())));
        DavExchange exchange = context.exchange();
        MultiStatusWriter out = responder.start(exchange);
        Search search = search(context, filter, responder);
        long count = 0;
        for (Member candidate : candidates(context.resource(), filter, depth)) {
            Optional<MemberResource> found = search.find(candidate);
            if (found.isPresent() && ++count > limit) {
                truncated(out, context);
                break;
            }
            found.ifPresent(card -> responder.respond(out, exchange, card));
        }
        out.finish();
    }

    private Search search(ReportContext context, CardFilter filter, PropertyResponder responder) {
        DavResource target = context.resource();
        CollectionResource book =
                target instanceof MemberResource member ? member.parent() : (CollectionResource) target;
        return new Search(context.exchange(), book, filter, responder.readsContent(), broken);
    }

    private static Iterable<Member> candidates(DavResource target, CardFilter filter, Depth depth) {
        if (target instanceof MemberResource member) {
            return List.of(member.member());
        }
        return depth == Depth.ZERO
                ? List.of()
                : ((CollectionResource) target)
                        .snapshot()
                        .members()
                        .where(facts -> filter.verdict(facts) != Verdict.NO
                                || facts.traits().contains(Trait.UNREADABLE));
    }

    private static long limit(XmlElement request) {
        Optional<String> wanted = request.child(LIMIT)
                .flatMap(limit -> limit.child(NRESULTS))
                .map(XmlElement::text)
                .map(String::strip);
        if (wanted.isEmpty()) {
            return Long.MAX_VALUE;
        }
        if (!wanted.get().matches("[0-9]+")) {
            throw DavException.badRequest("nresults is a number (RFC 6352 section 10.6.1)");
        }
        return wanted.get().length() > 18 ? Long.MAX_VALUE : Long.parseLong(wanted.get());
    }

    /** Says that there are more (RFC 6352 section 8.6.2). */
    private static void truncated(MultiStatusWriter out, ReportContext context) {
        out.start(context.resource().href(context.exchange().hrefs()));
        out.status(507);
        out.error(Precondition.NUMBER_OF_MATCHES_WITHIN_LIMITS.element());
        out.end();
    }
}
