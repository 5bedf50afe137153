package dev.fasti.cli.migrate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An INI file as Python's {@code configparser} reads it without interpolation: keys in lower case, {@code =} or {@code
 * :}, indented lines continue a value, {@code #} and {@code ;} begin a comment at the beginning of a line only.
 *
 * @param sections the keys and values of each section, in their order
 */
record IniFile(Map<String, Map<String, String>> sections) {
    IniFile {
        Map<String, Map<String, String>> copy = new LinkedHashMap<>();
        sections.forEach((name, keys) -> copy.put(name, Collections.unmodifiableMap(new LinkedHashMap<>(keys))));
        sections = Collections.unmodifiableMap(copy);
    }

    /**
     * Reads a file.
     *
     * @throws IniSyntax where configparser would fail as well
     */
    static IniFile parse(String text) throws IniSyntax {
        Parser parser = new Parser();
        int number = 0;
        String content = text.startsWith("\ufeff") ? text.substring(1) : text;
        for (String line : content.split("\r\n|\r|\n", -1)) {
            parser.line(line, ++number);
        }
        return new IniFile(parser.sections);
    }

    private static final class Parser {
        final Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        private @Nullable Map<String, String> section;
        private @Nullable String key;
        private int keyIndent;

        void line(String line, int number) throws IniSyntax {
            String stripped = line.strip();
            if (stripped.isEmpty() || stripped.startsWith("#") || stripped.startsWith(";")) {
                return; // within a value, too
            }
            int indent = line.indexOf(stripped);
            Map<String, String> open = section;
            if (open != null && key != null && indent > keyIndent) {
                open.merge(key, stripped, (before, more) -> before + "\n" + more);
                return;
            }
            keyIndent = indent;
            if (stripped.startsWith("[") && stripped.indexOf(']') > 0) {
                String name = stripped.substring(1, stripped.lastIndexOf(']'));
                section = sections.computeIfAbsent(name, any -> new LinkedHashMap<>());
                key = null;
                return;
            }
            if (open == null) {
                throw new IniSyntax(number, "a line in front of the first [section]");
            }
            assignment(open, stripped, number);
        }

        private void assignment(Map<String, String> open, String line, int number) throws IniSyntax {
            int at = 0;
            while (at < line.length() && line.charAt(at) != '=' && line.charAt(at) != ':') {
                at++;
            }
            String name = line.substring(0, at).strip().toLowerCase(Locale.ROOT);
            if (at == line.length() || name.isEmpty()) {
                throw new IniSyntax(number, "neither a [section] nor \"key = value\"");
            }
            if (open.put(name, line.substring(at + 1).strip()) != null) {
                throw new IniSyntax(number, "\"" + name + "\" is there twice");
            }
            key = name;
        }
    }
}
