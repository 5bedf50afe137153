package dev.fasti.http;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.server.Request;

/** Fields that are lists (RFC 9110 section 5.6.1), read without fail: a malformed one is what it looks like. */
final class FieldList {
    private FieldList() {}

    /** The elements of all fields of this name, without the white space around them and without empty ones. */
    static List<String> of(Request request, String name) {
        return request.getHeaders().stream()
                .filter(field -> field.is(name) && field.getValue() != null)
                .flatMap(field -> Arrays.stream(field.getValue().split(",")))
                .map(String::strip)
                .filter(element -> !element.isEmpty())
                .toList();
    }

    /** Whether gzip is accepted by name (RFC 9110 section 12.5.3); who sends only {@code *} does not get it. */
    static boolean takesGzip(Request request) {
        return of(request, "Accept-Encoding").stream()
                .map(element -> element.toLowerCase(Locale.ROOT).replace(" ", ""))
                .filter(element -> element.matches("(x-)?gzip(;.*)?"))
                .anyMatch(element -> !element.matches("[^;]*;q=0(\\.0*)?"));
    }
}
