package dev.fasti.dav.report;

import dev.fasti.dav.ClientKindness;
import dev.fasti.dav.DavException;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.dav.DavResource.MemberResource;
import dev.fasti.dav.Hrefs;
import dev.fasti.dav.Names;
import dev.fasti.dav.Precondition;
import dev.fasti.dav.property.PropertyRequest;
import dev.fasti.dav.property.PropertyResponder;
import dev.fasti.dav.xml.MultiStatusWriter;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.store.Change;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.Snapshot;
import dev.fasti.store.SyncToken;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import javax.xml.namespace.QName;

/**
 * The sync-collection report: what changed since a token (RFC 6578 section 3).
 *
 * <p>The Depth header is not looked at: DAVx5 sends 0, as the standard says, Thunderbird 1. Calendars and address
 * books hold no collections, so that level "infinite" asks for nothing more than level 1.
 */
public final class SyncCollection implements Report {
    /** The kinds of collections that have sync tokens. */
    public static final Set<CollectionKind> SYNCHRONISED = Set.of(CollectionKind.CALENDAR, CollectionKind.ADDRESSBOOK);

    private static final QName NAME = Names.dav("sync-collection");
    private static final QName SYNC_TOKEN = Names.dav("sync-token");
    private static final QName SYNC_LEVEL = Names.dav("sync-level");
    private static final QName LIMIT = Names.dav("limit");
    private static final QName NRESULTS = Names.dav("nresults");

    private final int maxResults;

    /** @param maxResults the most changes in one answer; the rest comes with the next (RFC 6578 section 3.6) */
    public SyncCollection(int maxResults) {
        this.maxResults = maxResults;
    }

    @Override
    public QName name() {
        return NAME;
    }

    @Override
    public boolean isSupportedOn(DavResource resource) {
        return resource instanceof CollectionResource collection && SYNCHRONISED.contains(collection.kind());
    }

    @Override
    public void answer(ReportContext context, XmlElement request) {
        CollectionResource collection = (CollectionResource) context.resource();
        requireLevel(request);
        PropertyRequest properties = PropertyRequest.of(request)
                .orElseThrow(() -> DavException.badRequest("sync-collection needs DAV:prop (RFC 6578 section 6.1)"));
        int limit = limit(request);
        Iterable<Change> changes = changes(context, collection, request);
        PropertyResponder responder = context.properties().responder(properties);
        MultiStatusWriter out = responder.start(context.exchange());
        SyncToken reached = write(out, context.exchange(), collection, changes, responder, limit);
        out.syncToken(reached.uri());
        out.finish();
    }

    private SyncToken write(
            MultiStatusWriter out,
            DavExchange exchange,
            CollectionResource collection,
            Iterable<Change> changes,
            PropertyResponder responder,
            int limit) {
        int count = 0;
        long last = 0;
        for (Change change : changes) {
            if (count == limit) {
                out.start(collection.href(exchange.hrefs()));
                out.status(507);
                out.error(Precondition.NUMBER_OF_MATCHES_WITHIN_LIMITS.element());
                out.end();
                return collection.snapshot().tokenAt(last);
            }
            count++;
            last = change.revision();
            one(out, exchange, collection, change, responder);
        }
        return collection.snapshot().token();
    }

    private static void one(
            MultiStatusWriter out,
            DavExchange exchange,
            CollectionResource collection,
            Change change,
            PropertyResponder responder) {
        if (change instanceof Change.Written written && !responder.readsContent()) {
            responder.respond(out, exchange, MemberResource.of(collection, written.member()));
            return;
        }
        String href = collection.href(exchange.hrefs()) + Hrefs.encode(change.name());
        if (change instanceof Change.Written) {
            responder.respondMember(out, exchange, collection, change.name(), href);
        } else {
            out.response(href, 404);
        }
    }

    private static void requireLevel(XmlElement request) {
        String level = request.child(SYNC_LEVEL)
                .map(XmlElement::text)
                .map(String::strip)
                .orElse("1");
        if (!List.of("1", "infinite", "infinity").contains(level)) {
            throw DavException.badRequest("sync-level is 1 or infinite");
        }
    }

    private int limit(XmlElement request) {
        Optional<String> wanted = request.child(LIMIT)
                .flatMap(limit -> limit.child(NRESULTS))
                .map(XmlElement::text)
                .map(String::strip);
        if (wanted.isEmpty()) {
            return maxResults;
        }
        if (!wanted.get().matches("[0-9]{1,18}") || Long.parseLong(wanted.get()) == 0) {
            throw DavException.badRequest("nresults is a positive number (RFC 5323 section 5.17)");
        }
        return (int) Math.min(maxResults, Long.parseLong(wanted.get()));
    }

    /**
     * What the answer tells of. Whoever comes without a token is told of nothing that is gone (RFC 6578 section 3.4);
     * whoever comes with one may have made it himself since, so he is told, even where the collection was empty when he
     * got his token (section 3.5.2).
     */
    private static Iterable<Change> changes(ReportContext context, CollectionResource collection, XmlElement request) {
        String token = request.child(SYNC_TOKEN)
                .orElseThrow(() -> DavException.badRequest("sync-token is missing"))
                .text()
                .strip();
        Snapshot snapshot = collection.snapshot();
        if (token.isEmpty()) {
            Iterable<Change> all = snapshot.changesSince(snapshot.tokenAt(0)).orElseThrow();
            return () -> StreamSupport.stream(all.spliterator(), false)
                    .filter(Change.Written.class::isInstance)
                    .iterator();
        }
        return SyncToken.parse(token)
                .flatMap(snapshot::changesSince)
                .orElseThrow(() -> refuseToken(context.exchange(), collection));
    }

    private static DavException refuseToken(DavExchange exchange, CollectionResource collection) {
        return new DavException.Refused(
                Precondition.VALID_SYNC_TOKEN,
                ClientKindness.statusOfInvalidSyncToken(exchange, collection.kind()),
                "the sync token is not of this collection's history");
    }
}
