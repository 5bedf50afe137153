package dev.fasti.dav.method;

import dev.fasti.dav.CollectionType;
import dev.fasti.dav.DavException;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.dav.Site;
import dev.fasti.store.Collection;
import dev.fasti.store.Content;
import dev.fasti.store.Facts;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.condition.WriteCondition;

/** What PUT and POST share: a body that becomes a member by the rules of its collection, in one step with its conditions. */
final class Upload {
    /** What is checked without asking for memory, in octets. */
    private static final int LITTLE = 16 << 10;

    private final Site site;
    private final Destinations destinations;
    private final Representation representation;

    Upload(Site site) {
        this.site = site;
        this.destinations = new Destinations(site);
        this.representation = new Representation(site);
    }

    /** Refuses a part of a member: that it was written as a whole would be a lie (RFC 9110 section 14.5). */
    static void requireWhole(DavExchange exchange) {
        if (exchange.header("Content-Range").isPresent()) {
            throw DavException.badRequest("a member is written as a whole (RFC 9110 section 14.5)");
        }
    }

    /**
     * Reads the body and checks it by the rules of the collection.
     *
     * @throws DavException with the precondition that it breaks
     */
    Received receive(DavExchange exchange, CollectionResource parent) {
        CollectionType type = site.type(parent.kind());
        byte[] octets = body(exchange, type);
        if (octets.length > LITTLE) {
            exchange.work(type.admitting(octets), octets.length);
        }
        return new Received(octets, type.admit(parent, octets, exchange.header("Content-Type")));
    }

    /** Writes it under a name. */
    Collection.Written write(
            DavExchange exchange, CollectionResource parent, String name, Received received, WriteCondition condition) {
        try {
            return parent.collection().by(exchange.author()).put(name, received.octets(), received.facts(), condition);
        } catch (StoreException.UidConflict e) {
            throw destinations.uidConflict(exchange, parent, e);
        }
    }

    /** Answers with the tag of exactly what was written, and with all of it where that is preferred. */
    void answer(DavExchange exchange, CollectionResource parent, Collection.Written written, Received received) {
        if (representation.isDue(exchange, parent)) {
            representation.answer(
                    exchange, written.outcome(), parent, new Content(written.member(), received.octets()));
            return;
        }
        exchange.setHeader("ETag", written.member().etag().value());
        exchange.answerEmpty(written.outcome() == Collection.Outcome.CREATED ? 201 : 204);
    }

    private byte[] body(DavExchange exchange, CollectionType type) {
        try {
            return exchange.body(site.limits().maxResourceSize());
        } catch (DavException e) {
            if (e.status() == 413 && type.maxResourceSize().isPresent()) {
                throw new DavException.Refused(
                        type.maxResourceSize().get(),
                        "a member has " + site.limits().maxResourceSize() + " octets at most: " + e.getMessage());
            }
            throw e;
        }
    }

    /**
     * A body that a collection takes.
     *
     * @param facts what the octets say
     */
    record Received(byte[] octets, Facts facts) {}
}
