package dev.fasti.dav.method;

import dev.fasti.dav.DavException;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.dav.HttpDate;
import dev.fasti.store.Member;
import dev.fasti.store.condition.ETag;
import dev.fasti.store.condition.WriteCondition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The conditional headers of HTTP (RFC 9110 section 13); {@code If} is {@link dev.fasti.dav.lock.WriteGuard}'s. */
public final class Conditions {
    private static final List<String> CODINGS = List.of("-gzip\"", "-br\"", "-zstd\"", "-deflate\"");

    private Conditions() {}

    /**
     * What the request requires of the member that it writes.
     *
     * @throws DavException with 400 if a list of tags is malformed
     */
    public static WriteCondition of(DavExchange exchange) {
        Optional<WriteCondition> match = exchange.header("If-Match").map(Conditions::match);
        Optional<WriteCondition> noneMatch = exchange.header("If-None-Match").map(Conditions::noneMatch);
        if (match.isPresent() && noneMatch.isPresent()) {
            return new WriteCondition.Both(match.get(), noneMatch.get());
        }
        return match.or(() -> noneMatch).orElseGet(WriteCondition.Always::new);
    }

    /**
     * What the request requires of a member that is there: as {@link #of}, and {@code If-Unmodified-Since} where there
     * is no {@code If-Match} (RFC 9110 section 13.1.4), which then asks for the very version that was looked at.
     *
     * @throws DavException as {@link #of}, and with 412 if the member is younger
     */
    static WriteCondition on(DavExchange exchange, Member member) {
        WriteCondition condition = of(exchange);
        if (!asksForAge(exchange)) {
            return condition;
        }
        requireAge(exchange, member.modified());
        return new WriteCondition.Both(condition, new WriteCondition.AnyOf(Set.of(member.etag())));
    }

    /**
     * Checks the conditions where nothing is yet.
     *
     * @throws DavException with 412 if they do not hold
     */
    static void requireOnNothing(DavExchange exchange) {
        if (!of(exchange).holds(Optional.empty())) {
            throw failed();
        }
    }

    /**
     * Checks the conditions on a collection, which has no tag.
     *
     * @throws DavException with 412 if they do not hold
     */
    static void requireOn(DavExchange exchange, CollectionResource collection) {
        of(exchange);
        requireAge(exchange, collection.snapshot().modified());
        boolean matches =
                exchange.header("If-Match").map(String::strip).map("*"::equals).orElse(true);
        boolean noneMatches = exchange.header("If-None-Match")
                .map(String::strip)
                .map("*"::equals)
                .orElse(false);
        if (!matches || noneMatches) {
            throw failed();
        }
    }

    /**
     * Checks {@code If-Unmodified-Since}, which {@code If-Match} outranks (RFC 9110 section 13.2.2). One that is no date
     * is ignored (RFC 9110 section 13.1.4).
     *
     * @throws DavException with 412 if it does not hold
     */
    static void requireAge(DavExchange exchange, Instant modified) {
        Optional<Instant> date = exchange.header("If-Unmodified-Since").flatMap(HttpDate::parse);
        if (asksForAge(exchange)
                && date.isPresent()
                && modified.truncatedTo(ChronoUnit.SECONDS).isAfter(date.get())) {
            throw failed();
        }
    }

    /**
     * Checks what a request requires of what it asks for.
     *
     * @throws DavException with 412 if it does not hold
     */
    static void requireUnchanged(DavExchange exchange, ETag tag, Instant modified) {
        Optional<String> match = exchange.header("If-Match");
        if (match.isPresent() && !match(match.get()).holds(Optional.of(tag))) {
            throw failed();
        }
        requireAge(exchange, modified);
    }

    /** Whether the client has this version already; a tag outranks a date (RFC 9110 section 13.2.2). */
    static boolean isKnown(DavExchange exchange, ETag tag, Instant modified) {
        Optional<String> noneMatch = exchange.header("If-None-Match");
        if (noneMatch.isPresent()) {
            return !noneMatch(noneMatch.get()).holds(Optional.of(tag));
        }
        return exchange.header("If-Modified-Since")
                .flatMap(HttpDate::parse)
                .map(date -> !modified.truncatedTo(ChronoUnit.SECONDS).isAfter(date))
                .orElse(false);
    }

    private static boolean asksForAge(DavExchange exchange) {
        return exchange.header("If-Match").isEmpty()
                && exchange.header("If-Unmodified-Since")
                        .flatMap(HttpDate::parse)
                        .isPresent();
    }

    static DavException failed() {
        return new DavException.Plain(412, "the precondition does not hold");
    }

    /** If-Match compares strongly: a weak tag never matches (RFC 9110 section 13.1.1). */
    static WriteCondition match(String header) {
        if (header.strip().equals("*")) {
            return new WriteCondition.Present();
        }
        return new WriteCondition.AnyOf(tags(header, Comparison.STRONG));
    }

    /** If-None-Match compares weakly (RFC 9110 section 13.1.2). */
    static WriteCondition noneMatch(String header) {
        if (header.strip().equals("*")) {
            return new WriteCondition.Absent();
        }
        return new WriteCondition.NoneOf(tags(header, Comparison.WEAK));
    }

    private static Set<ETag> tags(String header, Comparison comparison) {
        Set<ETag> tags = new HashSet<>();
        boolean isEmpty = true;
        int at = 0;
        while (at < header.length()) {
            char c = header.charAt(at);
            if (c == ' ' || c == '\t' || c == ',') {
                at++;
                continue;
            }
            boolean isWeak = header.startsWith("W/", at);
            int open = isWeak ? at + 2 : at;
            int close = open < header.length() && header.charAt(open) == '"' ? header.indexOf('"', open + 1) : -1;
            if (close < 0) {
                throw DavException.badRequest("an entity tag is quoted");
            }
            if (!isWeak || comparison == Comparison.WEAK) {
                tags.add(ours(header.substring(open, close + 1)));
            }
            isEmpty = false;
            at = close + 1;
        }
        if (isEmpty) {
            throw DavException.badRequest("a list of entity tags has at least one");
        }
        return tags;
    }

    /**
     * The tag as we gave it. Proxies that compress put the coding's name at its end and leave it there when it comes
     * back (Apache's {@code DeflateAlterETag AddSuffix}, which is its default). A tag of ours has no hyphen.
     */
    private static ETag ours(String tag) {
        String coding = CODINGS.stream().filter(tag::endsWith).findFirst().orElse("\"");
        return new ETag(tag.substring(0, tag.length() - coding.length()) + '"');
    }

    private enum Comparison {
        STRONG,
        WEAK
    }
}
