package dev.fasti.carddav.query;

import dev.fasti.carddav.query.GeneratedCards.Line;
import dev.fasti.dav.xml.XmlElement;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Filters made at random, and the plainest reading of RFC 6352 section 10.5: on the XML itself, on what the client meant
 * by its card, and with no code of the server's.
 */
final class NaiveFilter {
    private static final List<String> COLLATIONS =
            List.of("i;ascii-casemap", "i;octet", "i;unicode-casemap", "default");
    private static final List<String> MATCH_TYPES = List.of("equals", "contains", "starts-with", "ends-with");
    private static final List<String> SEARCHED =
            List.of("a", "ANN", "ann", "ZOË", "zoe\u0308", "SS", "a,b", "c;d", "\\", "\n", "", "x", "fi", "i", "zzz");

    private NaiveFilter() {}

    static String random(Random random) {
        StringBuilder out = new StringBuilder("<CR:filter").append(test(random)).append('>');
        for (int i = random.nextInt(8) == 0 ? 1 : 0; i < 1 + random.nextInt(3); i++) {
            out.append(prop(random));
        }
        return out.append("</CR:filter>").toString();
    }

    private static String test(Random random) {
        return GeneratedCards.pick(List.of("", " test=\"anyof\"", " test=\"allof\""), random);
    }

    private static String prop(Random random) {
        String group = GeneratedCards.pick(GeneratedCards.GROUPS, random);
        String name = GeneratedCards.pick(GeneratedCards.NAMES, random);
        StringBuilder out = new StringBuilder("<CR:prop-filter name=\"")
                .append(group.isEmpty() || random.nextBoolean() ? name : group + "." + name.toLowerCase(Locale.ROOT))
                .append('"')
                .append(test(random))
                .append('>');
        if (random.nextInt(6) == 0) {
            return out.append("<CR:is-not-defined/></CR:prop-filter>").toString();
        }
        for (int i = 0; i < random.nextInt(3); i++) {
            out.append(text(random));
        }
        if (random.nextInt(3) == 0) {
            out.append(param(random));
        }
        return out.append("</CR:prop-filter>").toString();
    }

    private static String param(Random random) {
        String content = GeneratedCards.pick(List.of("", "<CR:is-not-defined/>", text(random)), random);
        return "<CR:param-filter name=\"" + GeneratedCards.pick(List.of("TYPE", "type", "X-P"), random) + "\">"
                + content + "</CR:param-filter>";
    }

    private static String text(Random random) {
        StringBuilder out = new StringBuilder("<CR:text-match");
        if (random.nextBoolean()) {
            out.append(" collation=\"")
                    .append(GeneratedCards.pick(COLLATIONS, random))
                    .append('"');
        }
        if (random.nextBoolean()) {
            out.append(" match-type=\"")
                    .append(GeneratedCards.pick(MATCH_TYPES, random))
                    .append('"');
        }
        if (random.nextInt(4) == 0) {
            out.append(" negate-condition=\"yes\"");
        }
        List<String> words = new ArrayList<>(SEARCHED);
        words.addAll(GeneratedCards.TYPES);
        return out.append('>')
                .append(GeneratedCards.pick(words, random))
                .append("</CR:text-match>")
                .toString();
    }

    static boolean matches(XmlElement filter, List<Line> card) {
        List<Boolean> results = new ArrayList<>();
        for (XmlElement prop : filter.children()) {
            List<Line> named = card.stream()
                    .filter(line -> isNamed(prop.attribute("name").orElseThrow(), line))
                    .collect(Collectors.toList());
            results.add(
                    isNotDefined(prop) ? named.isEmpty() : named.stream().anyMatch(line -> matchesLine(prop, line)));
        }
        return results.isEmpty() || joined(filter, results);
    }

    private static boolean isNamed(String wanted, Line line) {
        return wanted.contains(".")
                ? wanted.equalsIgnoreCase(line.group() + "." + line.name())
                : wanted.equalsIgnoreCase(line.name());
    }

    private static boolean matchesLine(XmlElement prop, Line line) {
        List<Boolean> results = new ArrayList<>();
        for (XmlElement condition : prop.children()) {
            results.add(
                    condition.name().getLocalPart().equals("text-match")
                            ? matchesText(condition, List.of(line.text()))
                            : matchesParam(condition, line));
        }
        return results.isEmpty() || joined(prop, results);
    }

    private static boolean matchesParam(XmlElement param, Line line) {
        List<String> values =
                line.params().get(param.attribute("name").orElseThrow().toUpperCase(Locale.ROOT));
        if (isNotDefined(param)) {
            return values == null;
        }
        return values != null
                && (param.children().isEmpty() || matchesText(param.children().get(0), values));
    }

    private static boolean isNotDefined(XmlElement element) {
        return element.children().stream()
                .anyMatch(child -> child.name().getLocalPart().equals("is-not-defined"));
    }

    private static boolean joined(XmlElement element, List<Boolean> results) {
        return element.attribute("test").orElse("anyof").equals("allof")
                ? !results.contains(false)
                : results.contains(true);
    }

    private static boolean matchesText(XmlElement match, List<String> texts) {
        String collation = match.attribute("collation").orElse("default");
        String searched = folded(match.text(), collation);
        boolean found = false;
        for (String each : texts) {
            String text = folded(each, collation);
            found |= switch (match.attribute("match-type").orElse("contains")) {
                case "equals" -> text.equals(searched);
                case "starts-with" -> text.startsWith(searched);
                case "ends-with" -> text.endsWith(searched);
                default -> text.indexOf(searched) >= 0;
            };
        }
        return found != match.attribute("negate-condition").orElse("no").equals("yes");
    }

    private static String folded(String text, String collation) {
        if (collation.equals("i;octet")) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(point -> {
            boolean isAscii = point < 128;
            int folded = isAscii || !collation.equals("i;ascii-casemap") ? Character.toTitleCase(point) : point;
            out.appendCodePoint(folded);
        });
        return collation.equals("i;ascii-casemap") ? out.toString() : Normalizer.normalize(out, Normalizer.Form.NFKD);
    }
}
