package dev.fasti.auth.group;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One line of a groups file, octet for octet.
 *
 * @param latin the octets as ISO-8859-1, without the end
 * @param end {@code \n}, {@code \r\n}, or nothing at the end of a file
 */
record GroupLine(String latin, String end) {
    private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

    static List<GroupLine> split(byte[] octets) {
        String whole = new String(octets, StandardCharsets.ISO_8859_1);
        List<GroupLine> lines = new ArrayList<>();
        for (String line : whole.split("(?<=\n)", -1)) {
            String end = line.endsWith("\r\n") ? "\r\n" : line.endsWith("\n") ? "\n" : "";
            if (!line.isEmpty()) {
                lines.add(new GroupLine(line.substring(0, line.length() - end.length()), end));
            }
        }
        return lines;
    }

    static byte[] join(List<GroupLine> lines) {
        StringBuilder whole = new StringBuilder();
        lines.forEach(line -> whole.append(line.latin).append(line.end));
        return whole.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    static GroupLine of(String group, List<String> members, String end) {
        String text = members.isEmpty() ? group + ":" : group + ": " + String.join(", ", members);
        return new GroupLine(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1), end);
    }

    byte[] octets() {
        return bare().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Whether this is neither blank nor a comment. */
    boolean isGroup() {
        String stripped = text().strip();
        return !stripped.isEmpty() && stripped.charAt(0) != '#';
    }

    /** Whether this is the line, well-formed or not, of a group. */
    boolean isOf(String group) {
        return isGroup() && name().filter(group::equals).isPresent();
    }

    /** What stands before the colon; empty if there is none. */
    Optional<String> name() {
        int colon = text().indexOf(':');
        return colon < 0
                ? Optional.empty()
                : Optional.of(text().substring(0, colon).strip());
    }

    /** What stands after it, name by name. */
    List<String> members() {
        String text = text();
        return Stream.of(text.substring(text.indexOf(':') + 1).split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** Without a byte order mark, which some editors put in front of a file. */
    private String bare() {
        return latin.startsWith(BYTE_ORDER_MARK) ? latin.substring(BYTE_ORDER_MARK.length()) : latin;
    }

    private String text() {
        return new String(octets(), StandardCharsets.UTF_8);
    }
}
