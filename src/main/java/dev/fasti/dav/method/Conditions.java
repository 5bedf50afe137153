package dev.fasti.dav.method;

import dev.fasti.dav.DavException;
import dev.fasti.dav.DavExchange;
import dev.fasti.store.ETag;
import dev.fasti.store.WriteCondition;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The conditional headers of a request (RFC 9110 section 13). */
public final class Conditions {
    private Conditions() {}

    /**
     * What the request requires of the member that it writes.
     *
     * @throws DavException with 400 if a list of tags is malformed; with 412 if there is an {@code If} header, whose
     *     lists this server does not evaluate yet and so cannot say to hold
     */
    public static WriteCondition of(DavExchange exchange) {
        if (exchange.header("If").isPresent()) {
            throw new DavException.Plain(412, "the If header is not supported");
        }
        Optional<WriteCondition> match = exchange.header("If-Match").map(Conditions::match);
        Optional<WriteCondition> noneMatch = exchange.header("If-None-Match").map(Conditions::noneMatch);
        if (match.isPresent() && noneMatch.isPresent()) {
            return new WriteCondition.Both(match.get(), noneMatch.get());
        }
        return match.or(() -> noneMatch).orElseGet(WriteCondition.Always::new);
    }

    /**
     * Checks the conditions on something that has no tag, such as a collection.
     *
     * @throws DavException with 412 if they do not hold
     */
    public static void requireOnUntagged(DavExchange exchange) {
        of(exchange);
        boolean matches =
                exchange.header("If-Match").map(String::strip).map("*"::equals).orElse(true);
        boolean noneMatches = exchange.header("If-None-Match")
                .map(String::strip)
                .map("*"::equals)
                .orElse(false);
        if (!matches || noneMatches) {
            throw new DavException.Plain(412, "the precondition does not hold");
        }
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
                tags.add(new ETag(header.substring(open, close + 1)));
            }
            at = close + 1;
        }
        return tags;
    }

    private enum Comparison {
        STRONG,
        WEAK
    }
}
