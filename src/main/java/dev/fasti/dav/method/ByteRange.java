package dev.fasti.dav.method;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A single range of octets (RFC 9110 section 14.1.2).
 *
 * @param first index of the first octet
 * @param last index of the last octet, inclusive; less than {@code first} if the range cannot be satisfied
 */
record ByteRange(int first, int last) {
    private static final Pattern FORM =
            Pattern.compile("bytes=\\s*(\\d{0,18})-(\\d{0,18})\\s*", Pattern.CASE_INSENSITIVE);

    /**
     * Reads a Range header.
     *
     * @param size of the representation
     * @return empty if the header is malformed, of another unit, or has several ranges: it is then ignored, as RFC 9110
     *     section 14.2 allows
     */
    static Optional<ByteRange> of(String header, int size) {
        Matcher matcher = FORM.matcher(header.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String from = matcher.group(1);
        String to = matcher.group(2);
        if (from.isEmpty()) {
            return to.isEmpty() ? Optional.empty() : Optional.of(suffix(Long.parseLong(to), size));
        }
        long first = Long.parseLong(from);
        long last = to.isEmpty() ? Long.MAX_VALUE : Long.parseLong(to);
        if (last < first) {
            return Optional.empty();
        }
        if (first >= size) {
            return Optional.of(new ByteRange(0, -1));
        }
        return Optional.of(new ByteRange((int) first, (int) Math.min(last, size - 1L)));
    }

    boolean isSatisfiable() {
        return last >= first;
    }

    int length() {
        return last - first + 1;
    }

    String contentRange(int size) {
        return "bytes " + first + "-" + last + "/" + size;
    }

    private static ByteRange suffix(long length, int size) {
        return length == 0 || size == 0
                ? new ByteRange(0, -1)
                : new ByteRange((int) Math.max(0, size - length), size - 1);
    }
}
