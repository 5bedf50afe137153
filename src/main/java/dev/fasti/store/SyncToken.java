package dev.fasti.store;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A point in a collection's history (RFC 6578 section 4).
 *
 * <p>It is a revision together with the hash of everything that led to it, so that a token from a history that was
 * lost (a restored backup, a crash) is never taken for one of this history.
 *
 * @param revision the number of changes before this point; 0 is the empty collection at its creation
 * @param chain the hash of the history up to and including that revision, the first 64 bits of it
 */
public record SyncToken(long revision, long chain) {
    /** Evolution takes a token only if it holds a colon or a slash: it is a URI (RFC 6578 section 3.8 as well). */
    private static final String PREFIX = "https://fasti.dev/ns/sync/";

    private static final Pattern FORM = Pattern.compile(Pattern.quote(PREFIX) + "([0-9]{1,18})-([0-9a-f]{16})");

    public SyncToken {
        if (revision < 0) {
            throw new IllegalArgumentException("a revision is not negative: " + revision);
        }
    }

    /** The token in a URI's form; empty for anything that this server did not make. */
    public static Optional<SyncToken> parse(String uri) {
        Matcher matcher = FORM.matcher(uri);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                new SyncToken(Long.parseLong(matcher.group(1)), Long.parseUnsignedLong(matcher.group(2), 16)));
    }

    /** The URI that clients keep. */
    public String uri() {
        String hex = Long.toHexString(chain);
        return PREFIX + revision + "-" + "0".repeat(16 - hex.length()) + hex;
    }
}
