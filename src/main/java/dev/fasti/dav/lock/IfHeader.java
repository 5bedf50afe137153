package dev.fasti.dav.lock;

import dev.fasti.store.condition.ETag;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The {@code If} header: at least one of its lists holds, or the request fails (RFC 4918 section 10.4).
 *
 * @param lists at least one; those of a resource tag carry it each
 */
public record IfHeader(List<StateList> lists) {
    /** Never a lock's token, so that its negation always holds (RFC 4918 section 10.4.8). */
    public static final String NO_LOCK = "DAV:no-lock";

    public IfHeader {
        lists = List.copyOf(lists);
        if (lists.isEmpty()) {
            throw new IllegalArgumentException("an If header has a list");
        }
    }

    /**
     * Reads the header's value.
     *
     * @throws dev.fasti.dav.DavException with 400 if it is not of the grammar of RFC 4918 section 10.4.2
     */
    public static IfHeader parse(String value) {
        return new IfParser(value).header();
    }

    /** The state tokens that are submitted by being named, wherever and however that is (RFC 4918 section 10.4.1). */
    public Set<String> submitted() {
        return lists.stream()
                .flatMap(list -> list.conditions().stream())
                .filter(Token.class::isInstance)
                .map(condition -> ((Token) condition).uri())
                .collect(Collectors.toSet());
    }

    /**
     * Conditions that hold together or not at all.
     *
     * @param tag the reference of the resource that they are about, as it was sent; empty for the request's own
     * @param conditions at least one
     */
    public record StateList(Optional<String> tag, List<Condition> conditions) {
        public StateList {
            conditions = List.copyOf(conditions);
            if (conditions.isEmpty()) {
                throw new IllegalArgumentException("a list has a condition");
            }
        }
    }

    /** One condition on a resource. */
    public sealed interface Condition {
        Polarity polarity();
    }

    /** The resource has a state token, a lock's or a sync token (RFC 6578 section 5). */
    public record Token(Polarity polarity, String uri) implements Condition {}

    /**
     * The resource has an entity tag. Compared weakly, which RFC 4918 section 10.4.4 allows: a proxy that compresses
     * makes our tags weak ones.
     */
    public record Tag(Polarity polarity, ETag etag) implements Condition {}

    /** Whether {@code Not} stands before a condition. */
    public enum Polarity {
        PLAIN,
        NEGATED
    }
}
