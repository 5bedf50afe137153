package dev.fasti.dav.method;

import dev.fasti.acl.Privilege;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.dav.DavResource.MemberResource;
import dev.fasti.dav.HttpDate;
import dev.fasti.dav.Preference;
import dev.fasti.dav.Preferences;
import dev.fasti.dav.Site;
import dev.fasti.store.Collection.Outcome;
import dev.fasti.store.Content;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * The current representation of a member as the answer to a request that was to change it, for whoever prefers that
 * and may read it (RFC 8144 section 3): it spares the GET that would follow.
 */
public final class Representation {
    private final Site site;

    public Representation(Site site) {
        this.site = site;
    }

    /** Whether the request prefers it and the viewer may read what is in the collection. */
    boolean isDue(DavExchange exchange, CollectionResource parent) {
        return Preferences.has(exchange, Preference.REPRESENTATION)
                && site.resources().privileges(parent, exchange.viewer()).contains(Privilege.READ);
    }

    /**
     * Answers a refusal of a condition with the member that broke it (RFC 8144 section 3.2).
     *
     * @return whether it has answered; not if this is not wanted, not allowed, or the member has gone
     */
    public boolean answerConflict(DavExchange exchange, MemberResource member) {
        if (!isDue(exchange, member.parent())) {
            return false;
        }
        Optional<Content> content =
                member.parent().collection().read(member.member().name());
        content.ifPresent(current -> answer(exchange, 412, member.parent(), current));
        return content.isPresent();
    }

    /** Answers a success: 201 for what is new, else 200 (RFC 8144 section 3.1). */
    void answer(DavExchange exchange, Outcome outcome, CollectionResource parent, Content content) {
        answer(exchange, outcome == Outcome.CREATED ? 201 : 200, parent, content);
    }

    private void answer(DavExchange exchange, int status, CollectionResource parent, Content content) {
        Preferences.apply(exchange, Preference.REPRESENTATION);
        exchange.setHeader(
                "Content-Location", MemberResource.of(parent, content).href(exchange.hrefs()));
        exchange.setHeader("ETag", content.member().etag().value());
        exchange.setHeader("Last-Modified", HttpDate.format(content.member().modified()));
        exchange.setHeader("Content-Type", site.type(parent.kind()).mediaType(content.member()));
        exchange.setHeader("Content-Length", Integer.toString(content.octets().length));
        try (OutputStream out = exchange.answer(status)) {
            out.write(content.octets());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
