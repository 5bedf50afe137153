package dev.fasti.carddav.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** Cards as lists of properties, and as the octets of a client that folds and escapes in its own way. */
final class GeneratedCards {
    static final List<String> NAMES = List.of("FN", "N", "NICKNAME", "EMAIL", "TEL", "ORG", "NOTE", "X-FOO", "ADR");
    static final List<String> GROUPS = List.of("", "", "", "item1", "G2");
    static final List<String> TYPES = List.of("home", "WORK", "cell", "pref");
    static final List<String> WORDS =
            List.of("ann", "Ann", "ANNA", "zoë", "Zoe\u0308", "ß", "a,b", "c;d", "e\\f", "x\ny", "", "x", "ﬁn", "ı");

    private GeneratedCards() {}

    /** A property: what a client means. */
    record Line(String group, String name, Map<String, List<String>> params, String text) {}

    static List<Line> card(Random random) {
        List<Line> lines = new ArrayList<>();
        int count = random.nextInt(30) == 0 ? 60 + random.nextInt(10) : random.nextInt(7);
        for (int i = 0; i < count; i++) {
            lines.add(line(random));
        }
        return lines;
    }

    private static Line line(Random random) {
        Map<String, List<String>> params = new LinkedHashMap<>();
        if (random.nextBoolean()) {
            params.put("TYPE", some(TYPES, 1 + random.nextInt(2), random));
        }
        if (random.nextInt(4) == 0) {
            params.put("X-P", some(List.of("one", "Two", "three: 3"), 1, random));
        }
        return new Line(pick(GROUPS, random), pick(NAMES, random), params, text(random));
    }

    private static String text(Random random) {
        int words = 1 + random.nextInt(3);
        String text = String.join(" ", some(WORDS, words, random)).strip();
        return random.nextInt(40) == 0 ? "long ".repeat(37 + random.nextInt(4)) + text : text;
    }

    static String octets(List<Line> card, Random random) {
        StringBuilder out = new StringBuilder("BEGIN:VCARD\r\nVERSION:3.0\r\n");
        for (Line line : card) {
            StringBuilder unfolded = new StringBuilder();
            if (!line.group().isEmpty()) {
                unfolded.append(cased(line.group(), random)).append('.');
            }
            unfolded.append(cased(line.name(), random));
            line.params()
                    .forEach((name, values) -> unfolded.append(';')
                            .append(cased(name, random))
                            .append('=')
                            .append(values(values, random)));
            out.append(folded(unfolded.append(':').append(escaped(line.text())).toString(), random));
        }
        return out.append("END:VCARD\r\n").toString();
    }

    private static String values(List<String> values, Random random) {
        if (values.size() > 1 && random.nextBoolean()) {
            return '"' + String.join(",", values) + '"';
        }
        return values.stream()
                .map(value -> value.contains(":") ? '"' + value + '"' : value)
                .collect(Collectors.joining(","));
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace(",", "\\,")
                .replace(";", "\\;")
                .replace("\n", "\\n");
    }

    private static String folded(String line, Random random) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < line.length()) {
            int end = Math.min(line.length(), at + 1 + random.nextInt(40));
            out.append(at == 0 ? "" : "\r\n ").append(line, at, end);
            at = end;
        }
        return out.append("\r\n").toString();
    }

    private static String cased(String name, Random random) {
        return random.nextInt(5) == 0 ? name.toLowerCase(java.util.Locale.ROOT) : name;
    }

    static <T> T pick(List<T> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }

    private static List<String> some(List<String> from, int count, Random random) {
        List<String> some = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            some.add(pick(from, random));
        }
        return some;
    }
}
