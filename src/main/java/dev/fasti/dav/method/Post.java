package dev.fasti.dav.method;

import dev.fasti.acl.Privilege;
import dev.fasti.dav.DavException;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.dav.Hrefs;
import dev.fasti.dav.Names;
import dev.fasti.dav.Site;
import dev.fasti.dav.lock.Touch;
import dev.fasti.dav.lock.WriteGuard;
import dev.fasti.dav.property.HrefProperty;
import dev.fasti.dav.property.LiveProperty;
import dev.fasti.store.Collection;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.condition.WriteCondition;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * POST on a collection: adds a member under a name that the server makes (RFC 5995), by the rules of PUT.
 *
 * <p>The name is the UID where that is fit for one, so that an item goes by what other servers and exports call it; in
 * a plain collection the {@code Slug} that the client proposes (RFC 5023 section 9.7). What is not fit, or taken, gives
 * way to a random name.
 */
public final class Post implements DavMethod {
    private static final Pattern FIT = Pattern.compile("[A-Za-z0-9_@+-][A-Za-z0-9._@+-]{0,127}");

    private final Site site;
    private final Upload upload;
    private final WriteGuard guard;

    public Post(Site site) {
        this.site = site;
        this.upload = new Upload(site);
        this.guard = new WriteGuard(site);
    }

    /** {@code DAV:add-member}: the URL to POST to, which is the collection's own (RFC 5995 section 3.2.1). */
    public static LiveProperty addMember() {
        return new HrefProperty(
                Names.dav("add-member"),
                Post::takesMembers,
                (resource, context) -> List.of(resource.href(context.hrefs())));
    }

    @Override
    public List<String> names() {
        return List.of("POST");
    }

    @Override
    public boolean isAllowedOn(DavResource resource) {
        return takesMembers(resource);
    }

    private static boolean takesMembers(DavResource resource) {
        return resource instanceof CollectionResource collection
                && !collection.isHome()
                && collection.kind() != CollectionKind.SUBSCRIBED;
    }

    @Override
    public void answer(DavExchange exchange, Optional<DavResource> target) {
        if (!(DavMethod.existing(target) instanceof CollectionResource parent)) {
            throw new IllegalStateException("only collections have POST");
        }
        Upload.requireWhole(exchange);
        requireNoOthersPage(exchange);
        site.require(exchange, parent, Privilege.BIND);
        Conditions.requireOn(exchange, parent);
        Upload.Received received = upload.receive(exchange, parent);
        Touch membership = Touch.content(parent.collection().path());
        Collection.Written written =
                guard.write(exchange, List.of(membership), lists -> add(exchange, parent, received));
        exchange.setHeader(
                "Location",
                parent.href(exchange.hrefs()) + Hrefs.encode(written.member().name()));
        upload.answer(exchange, parent, written, received);
    }

    /**
     * Refuses what a page of another site makes a browser send, with the login that it remembers for us. Of the methods
     * that write only POST needs no leave of ours for that, which we never give (Fetch, "CORS-safelisted method").
     */
    private static void requireNoOthersPage(DavExchange exchange) {
        boolean isOthers = exchange.header("Sec-Fetch-Site")
                .map("cross-site"::equals)
                .orElseGet(() -> exchange.header("Origin")
                        .filter(origin -> !origin.replaceFirst("^https?://", "").equalsIgnoreCase(exchange.authority()))
                        .isPresent());
        if (isOthers) {
            throw new DavException.Plain(403, "a page of another site must not write here");
        }
    }

    private Collection.Written add(DavExchange exchange, CollectionResource parent, Upload.Received received) {
        Optional<String> proposed = proposed(exchange, parent.kind(), received);
        if (proposed.isPresent()) {
            try {
                return upload.write(exchange, parent, proposed.get(), received, new WriteCondition.Absent());
            } catch (StoreException.ConditionFailed | StoreException.NameTaken | StoreException.NameRefused e) {
                // A random name will do.
            }
        }
        String random = UUID.randomUUID() + ending(parent.kind());
        return upload.write(exchange, parent, random, received, new WriteCondition.Absent());
    }

    private static Optional<String> proposed(DavExchange exchange, CollectionKind kind, Upload.Received received) {
        Optional<String> words = kind == CollectionKind.PLAIN
                ? exchange.header("Slug").flatMap(Post::decoded)
                : Optional.ofNullable(received.facts().uid());
        return words.filter(name -> FIT.matcher(name).matches()).map(name -> name + ending(kind));
    }

    /** A slug is percent-encoded UTF-8 (RFC 5023 section 9.7.1). */
    private static Optional<String> decoded(String slug) {
        try {
            return Optional.of(URLDecoder.decode(slug.strip().replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String ending(CollectionKind kind) {
        return switch (kind) {
            case CALENDAR -> ".ics";
            case ADDRESSBOOK -> ".vcf";
            case PLAIN, SUBSCRIBED -> "";
        };
    }
}
