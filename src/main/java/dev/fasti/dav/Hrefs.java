package dev.fasti.dav;

import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.path.Principal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes and reads the path-absolute hrefs of one exchange (RFC 4918 section 8.3).
 *
 * <p>Everything but RFC 3986's unreserved characters is percent-encoded, as Radicale does, so that the clients of
 * those who come from there see the names they know.
 *
 * @param basePath what stands before our own root, such as {@code /dav}; empty for none, never ending with a slash
 */
public record Hrefs(String basePath) {
    private static final String HEX = "0123456789ABCDEF";
    /** With or without a scheme (RFC 3986 sections 3 and 4.2). */
    private static final Pattern ABSOLUTE = Pattern.compile(
            "(?:[A-Za-z][A-Za-z0-9+.-]*:)?//(?:[^/?#@]*@)?(?<authority>[^/?#]*)(?<path>.*)", Pattern.DOTALL);

    private static final Pattern BASE = Pattern.compile("(/[\\w.~!$&'()*+,;=:@%-]+)*");
    private static final Pattern DEFAULT_PORT = Pattern.compile(":(80|443)?$");

    public Hrefs {
        if (!basePath.isEmpty()
                && (!BASE.matcher(basePath).matches() || segments(basePath).isEmpty())) {
            throw new IllegalArgumentException(
                    "a base path starts with a slash, does not end with one, and is percent-encoded: " + basePath);
        }
    }

    public String root() {
        return basePath + "/";
    }

    /** The folder of all principals. */
    public String principals() {
        return basePath + "/principals/";
    }

    public String principal(Principal principal) {
        return principals() + encode(principal.name()) + "/";
    }

    /** Of a member, or of what could be one. */
    public String member(CollectionPath path) {
        String collection = collection(path);
        return collection.substring(0, collection.length() - 1);
    }

    public String collection(CollectionPath path) {
        StringBuilder href = new StringBuilder(basePath).append('/');
        path.segments().forEach(segment -> href.append(encode(segment)).append('/'));
        return href.toString();
    }

    /**
     * Reads an href that a client sent: path-absolute, or absolute with any scheme when its authority is ours (RFC
     * 4918 section 8.3). The default ports of HTTP are the same as none: behind a proxy the scheme is not ours to know.
     *
     * @param authority as {@link DavExchange#authority}; an href with another one is not ours
     * @return the decoded segments below the base path; empty if the href is malformed or not ours
     */
    public Optional<List<String>> read(String href, String authority) {
        String path = href.strip();
        boolean isAbsolute = !path.startsWith("/") || path.startsWith("//");
        Matcher absolute = isAbsolute ? ABSOLUTE.matcher(path) : null;
        if (absolute != null && absolute.matches()) {
            if (!withoutPort(absolute.group("authority")).equalsIgnoreCase(withoutPort(authority))) {
                return Optional.empty();
            }
            path = absolute.group("path").startsWith("/") ? absolute.group("path") : "/" + absolute.group("path");
        }
        return segments(path).flatMap(this::below);
    }

    /**
     * The part of a path below the base path.
     *
     * @param segments a whole path's, decoded
     * @return empty if the path is not below the base path
     */
    public Optional<List<String>> below(List<String> segments) {
        if (basePath.isEmpty()) {
            return Optional.of(segments);
        }
        List<String> base = segments(basePath).orElseThrow();
        return segments.size() >= base.size()
                        && segments.subList(0, base.size()).equals(base)
                ? Optional.of(segments.subList(base.size(), segments.size()))
                : Optional.empty();
    }

    /**
     * Splits and decodes a path.
     *
     * @param path percent-encoded, starting with a slash; a query or fragment is cut off
     * @return the decoded segments without empty ones; empty if the path is malformed or climbs with {@code ..}
     */
    public static Optional<List<String>> segments(String path) {
        int end = path.length();
        for (int i = 0; i < end; i++) {
            if (path.charAt(i) == '?' || path.charAt(i) == '#') {
                end = i;
            }
        }
        if (end == 0 || path.charAt(0) != '/') {
            return Optional.empty();
        }
        List<String> segments = new ArrayList<>(4);
        int from = 1;
        while (from < end) {
            int slash = path.indexOf('/', from);
            int to = slash < 0 || slash > end ? end : slash;
            if (to > from) {
                Optional<String> decoded = decode(path.substring(from, to));
                if (decoded.isEmpty()
                        || decoded.get().equals("..")
                        || decoded.get().equals(".")) {
                    return Optional.empty();
                }
                segments.add(decoded.get());
            }
            from = to + 1;
        }
        return Optional.of(segments);
    }

    /** Encodes one segment. */
    public static String encode(String segment) {
        if (isPlain(segment)) {
            return segment;
        }
        StringBuilder out = new StringBuilder(segment.length() + 8);
        for (byte b : segment.getBytes(StandardCharsets.UTF_8)) {
            int c = b & 0xff;
            if (isUnreserved(c)) {
                out.append((char) c);
            } else {
                out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
        return out.toString();
    }

    /** Decodes one segment; empty if an escape is malformed, the octets are not UTF-8, or a slash or NUL comes out. */
    private static Optional<String> decode(String segment) {
        if (isPlain(segment)) {
            return Optional.of(segment);
        }
        byte[] raw = segment.getBytes(StandardCharsets.UTF_8);
        byte[] octets = new byte[raw.length];
        int length = 0;
        for (int i = 0; i < raw.length; i++) {
            int c = raw[i];
            if (c == '%') {
                int high = i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
                int low = i + 2 < raw.length ? Character.digit(raw[i + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    return Optional.empty();
                }
                c = high << 4 | low;
                i += 2;
                if (c == '/') {
                    return Optional.empty();
                }
            }
            if (c == 0) {
                return Optional.empty();
            }
            octets[length++] = (byte) c;
        }
        try {
            CharsetDecoder decoder = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
            return Optional.of(
                    decoder.decode(ByteBuffer.wrap(octets, 0, length)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static String withoutPort(String authority) {
        return DEFAULT_PORT.matcher(authority).replaceFirst("");
    }

    /** Whether a segment, as nearly all, is the same encoded and decoded. */
    private static boolean isPlain(String segment) {
        for (int i = 0; i < segment.length(); i++) {
            if (!isUnreserved(segment.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUnreserved(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~';
    }
}
