package dev.fasti.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Request;

/**
 * The {@code Forwarded} field (RFC 7239 section 4), the nearest proxy last.
 *
 * <p>It counts only where no {@code X-Forwarded-*} field is: many a proxy sets those and hands on what a client wrote
 * into this one.
 *
 * @param elements what each proxy said, by the names of its parameters in lower case
 */
record ForwardedField(List<Map<String, String>> elements) {
    private static final ForwardedField NONE = new ForwardedField(List.of());
    private static final String OTHERS = "x-forwarded-";

    ForwardedField {
        elements = List.copyOf(elements);
    }

    static ForwardedField of(Request request) {
        StringBuilder text = null;
        for (HttpField field : request.getHeaders()) {
            String name = field.getLowerCaseName();
            if (name.startsWith(OTHERS)) {
                return NONE;
            }
            if (name.equals("forwarded") && field.getValue() != null) {
                text = text == null ? new StringBuilder() : text.append(',');
                text.append(field.getValue());
            }
        }
        return text == null ? NONE : parse(text.toString());
    }

    /** Reads without fail: what is malformed is what it looks like. */
    static ForwardedField parse(String text) {
        List<Map<String, String>> elements = new ArrayList<>();
        for (String element : split(text, ',')) {
            Map<String, String> parameters = new HashMap<>();
            for (String parameter : split(element, ';')) {
                int equals = parameter.indexOf('=');
                if (equals > 0) {
                    String name = parameter.substring(0, equals).strip().toLowerCase(Locale.ROOT);
                    parameters.putIfAbsent(
                            name, unquoted(parameter.substring(equals + 1).strip()));
                }
            }
            elements.add(Map.copyOf(parameters));
        }
        return new ForwardedField(elements);
    }

    /** The addresses that each proxy was asked from, in order; "unknown" where one does not say. */
    List<String> clients() {
        return elements.stream()
                .map(element -> element.getOrDefault("for", "unknown"))
                .toList();
    }

    /** The host by which the client asked, as the outermost proxy says. */
    Optional<String> host() {
        return outermost("host");
    }

    /** The scheme by which the client asked, as the outermost proxy says. */
    Optional<String> scheme() {
        return outermost("proto");
    }

    private Optional<String> outermost(String parameter) {
        return elements.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(elements.get(0).get(parameter));
    }

    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        boolean isQuoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && isQuoted) {
                i++;
            } else if (c == '"') {
                isQuoted = !isQuoted;
            } else if (c == separator && !isQuoted) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts.stream().map(String::strip).filter(part -> !part.isEmpty()).toList();
    }

    private static String unquoted(String value) {
        boolean isQuoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return isQuoted ? value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1") : value;
    }
}
