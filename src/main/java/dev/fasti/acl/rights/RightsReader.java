package dev.fasti.acl.rights;

import com.google.re2j.Pattern;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads the INI form of a rights file, as Python's configparser does: sections in brackets, {@code key: value} or
 * {@code key = value}, comments on lines of their own, a percent sign doubled.
 */
final class RightsReader {
    private static final int MOST_SECTIONS = 1_000;
    private static final int LONGEST_LINE = 10_000;
    private static final Set<String> KEYS = Set.of("user", "collection", "permissions");

    private final List<RightsSection> sections = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final Map<String, Value> values = new HashMap<>();
    /** Where the section at hand starts; 0 before the first. */
    private int start;

    private record Value(String text, int line) {}

    private RightsReader() {}

    static List<RightsSection> read(byte[] octets) throws RightsFault {
        RightsReader reader = new RightsReader();
        int number = 0;
        for (String line : text(octets).split("\r?\n", -1)) {
            number++;
            reader.take(line, number);
        }
        reader.finish();
        return reader.sections;
    }

    private static String text(byte[] octets) throws RightsFault {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new RightsFault(1, "the file is not UTF-8");
        }
    }

    private void take(String line, int number) throws RightsFault {
        String stripped = line.strip();
        if (stripped.isEmpty() || stripped.startsWith("#") || stripped.startsWith(";")) {
            return;
        }
        if (line.length() > LONGEST_LINE) {
            throw new RightsFault(number, "the line is longer than " + LONGEST_LINE + " characters");
        }
        if (Character.isWhitespace(line.charAt(0)) && !values.isEmpty()) {
            throw new RightsFault(number, "the line is indented: a value is on one line");
        }
        if (stripped.startsWith("[")) {
            open(stripped, number);
        } else {
            set(stripped, number);
        }
    }

    private void open(String line, int number) throws RightsFault {
        finish();
        int end = line.indexOf(']');
        if (end < 0 || end != line.length() - 1) {
            throw new RightsFault(number, "a section's name ends with a bracket, and the line with it");
        }
        String name = line.substring(1, end);
        if (name.equals("DEFAULT")) {
            throw new RightsFault(number, "there is no section with defaults");
        }
        if (!names.add(name)) {
            throw new RightsFault(number, "two sections have this name");
        }
        if (names.size() > MOST_SECTIONS) {
            throw new RightsFault(number, "there are more than " + MOST_SECTIONS + " sections");
        }
        start = number;
    }

    private void set(String line, int number) throws RightsFault {
        int end = 0;
        while (end < line.length() && line.charAt(end) != ':' && line.charAt(end) != '=') {
            end++;
        }
        if (start == 0 || end == line.length()) {
            throw new RightsFault(number, "neither the name of a section nor a key with a value in one");
        }
        String key = line.substring(0, end).strip().toLowerCase(Locale.ROOT);
        if (!KEYS.contains(key)) {
            throw new RightsFault(number, "the keys are user, collection and permissions");
        }
        String value = line.substring(end + 1).strip().replace("%%", "\u0000");
        if (value.indexOf('%') >= 0) {
            throw new RightsFault(number, "a percent sign is doubled");
        }
        if (values.put(key, new Value(value.replace('\u0000', '%'), number)) != null) {
            throw new RightsFault(number, "the section has this key already");
        }
    }

    /** Ends the section at hand. What it does not say is empty: the user who has not logged in, the root, nothing. */
    private void finish() throws RightsFault {
        if (start == 0) {
            return;
        }
        Value user = value("user");
        Value collection = value("collection");
        Value letters = value("permissions");
        int at = user.line();
        try {
            Pattern login = Template.withoutPlaces(user.text());
            at = collection.line();
            Template path = Template.of(collection.text(), login.groupCount());
            at = letters.line();
            sections.add(new RightsSection(login, path, letters.text()));
        } catch (IllegalArgumentException e) {
            throw new RightsFault(at, String.valueOf(e.getMessage()).replaceAll("\\p{Cntrl}", "?"));
        }
        values.clear();
    }

    private Value value(String key) {
        return values.getOrDefault(key, new Value("", start));
    }
}
