package dev.fasti.dav.method;

import dev.fasti.acl.Privilege;
import dev.fasti.dav.CollectionType;
import dev.fasti.dav.DavException;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.dav.DavResource.MemberResource;
import dev.fasti.dav.HttpDate;
import dev.fasti.dav.Site;
import dev.fasti.dav.WholeFile;
import dev.fasti.dav.lock.WriteGuard;
import dev.fasti.store.Content;
import dev.fasti.store.Member;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * GET and HEAD of a member, and of a calendar or an address book {@link WholeAnswer as a whole}, with conditions and
 * single ranges (RFC 9110 sections 9.3.1, 13 and 14).
 *
 * <p>Another user may have written what is served, HTML, say: it must not act in a browser as a page of ours would. And
 * it is nobody else's, and may have changed a moment later: a cache keeps it for one user, and asks each time. Nor may a
 * proxy compress it: Apache and others give what they compress another tag, by which its reader could never write.
 */
public final class Get implements DavMethod {
    private final Site site;
    private final WriteGuard guard;
    private final WholeAnswer whole;

    public Get(Site site) {
        this.site = site;
        this.guard = new WriteGuard(site);
        this.whole = new WholeAnswer();
    }

    @Override
    public List<String> names() {
        return List.of("GET", "HEAD");
    }

    @Override
    public boolean isAllowedOn(DavResource resource) {
        return resource instanceof MemberResource
                || (resource instanceof CollectionResource collection
                        && site.type(collection.kind()).wholeFile().isPresent());
    }

    @Override
    public void answer(DavExchange exchange, Optional<DavResource> target) {
        DavResource existing = DavMethod.existing(target);
        if (!site.resources().privileges(existing, exchange.viewer()).contains(Privilege.GET)) {
            throw new DavException.NeedPrivilege(existing.href(exchange.hrefs()), Privilege.READ);
        }
        guard.requireIf(exchange);
        if (existing instanceof MemberResource member) {
            answer(exchange, member);
        } else if (existing instanceof CollectionResource collection) {
            WholeFile file = site.type(collection.kind()).wholeFile().orElseThrow();
            whole.answer(exchange, collection, file);
        } else {
            throw new IllegalStateException("neither a member nor a collection");
        }
    }

    private void answer(DavExchange exchange, MemberResource resource) {
        exchange.reserve(resource.member().size());
        Content content =
                resource.parent().collection().read(resource.member().name()).orElseThrow(DavException::notFound);
        Member member = content.member();
        Conditions.requireUnchanged(exchange, member.etag(), member.modified());
        exchange.setHeader("ETag", member.etag().value());
        exchange.setHeader("Last-Modified", HttpDate.format(member.modified()));
        exchange.setHeader("Cache-Control", "private, no-cache, no-transform");
        if (Conditions.isKnown(exchange, member.etag(), member.modified())) {
            exchange.answerEmpty(304);
            return;
        }
        CollectionType type = site.type(resource.parent().kind());
        exchange.setHeader("Content-Type", type.mediaType(member));
        exchange.setHeader("X-Content-Type-Options", "nosniff");
        exchange.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        byte[] served = type.served(exchange, content.octets());
        if (served == content.octets()) {
            exchange.setHeader("Accept-Ranges", "bytes");
            send(exchange, content);
        } else {
            // Not what the tag is of: parts of the two must not be put together.
            write(exchange, 200, served, 0, served.length);
        }
    }

    private static void send(DavExchange exchange, Content content) {
        byte[] octets = content.octets();
        Optional<ByteRange> range = exchange.header("Range")
                .filter(header -> exchange.method().equals("GET") && ifRangeHolds(exchange, content.member()))
                .flatMap(header -> ByteRange.of(header, octets.length));
        if (range.isEmpty()) {
            write(exchange, 200, octets, 0, octets.length);
        } else if (range.get().isSatisfiable()) {
            exchange.setHeader("Content-Range", range.get().contentRange(octets.length));
            write(exchange, 206, octets, range.get().first(), range.get().length());
        } else {
            exchange.setHeader("Content-Range", "bytes */" + octets.length);
            exchange.answerEmpty(416);
        }
    }

    private static void write(DavExchange exchange, int status, byte[] octets, int from, int length) {
        exchange.setHeader("Content-Length", Integer.toString(length));
        try (OutputStream out = exchange.answer(status)) {
            out.write(octets, from, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A date is no strong validator: two versions may be of one second (RFC 9110 sections 8.8.2.2 and 13.1.5). */
    private static boolean ifRangeHolds(DavExchange exchange, Member member) {
        return exchange.header("If-Range")
                .map(value -> value.strip().equals(member.etag().value()))
                .orElse(true);
    }
}
