package dev.fasti.auth.htpasswd;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One line of an htpasswd file, octet for octet.
 *
 * @param text the octets as ISO-8859-1, without the end
 * @param end {@code \n}, {@code \r\n}, or nothing at the end of a file
 */
record HtpasswdLine(String text, String end) {
    private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

    static List<HtpasswdLine> split(byte[] octets) {
        List<HtpasswdLine> lines = new ArrayList<>();
        String whole = new String(octets, StandardCharsets.ISO_8859_1);
        for (int start = 0; start < whole.length(); ) {
            int newline = whole.indexOf('\n', start);
            int next = newline < 0 ? whole.length() : newline + 1;
            int stop = newline < 0 ? next : newline;
            if (newline > start && whole.charAt(newline - 1) == '\r') {
                stop = newline - 1;
            }
            lines.add(new HtpasswdLine(whole.substring(start, stop), whole.substring(stop, next)));
            start = next;
        }
        return lines;
    }

    static byte[] join(List<HtpasswdLine> lines) {
        StringBuilder whole = new StringBuilder();
        lines.forEach(line -> whole.append(line.text).append(line.end));
        return whole.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    static HtpasswdLine of(String login, Bcrypt hash, String end) {
        return new HtpasswdLine(latin(login) + ":" + hash.text(), end);
    }

    /** Whether this is neither blank nor a comment. */
    boolean isAccount() {
        String stripped = marked() ? text.substring(3).strip() : text.strip();
        return !stripped.isEmpty() && stripped.charAt(0) != '#';
    }

    /** Whether this is a line, well-formed or not, for {@code login}. */
    boolean isFor(String login) {
        String prefix = latin(login) + ":";
        return isAccount() && text.startsWith(prefix, marked() ? 3 : 0);
    }

    /** The octets without a byte order mark, which some editors put in front of a file. */
    byte[] content() {
        byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
        return marked() ? Arrays.copyOfRange(octets, 3, octets.length) : octets;
    }

    private boolean marked() {
        return text.startsWith(BYTE_ORDER_MARK);
    }

    private static String latin(String login) {
        return new String(login.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        return "HtpasswdLine";
    }
}
