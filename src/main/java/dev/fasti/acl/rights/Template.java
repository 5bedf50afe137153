package dev.fasti.acl.rights;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A regular expression with places for what is known only of a request: {@code {user}} and {@code {0}}, {@code {1}}, …
 * for the groups of the user's pattern. Braces that are meant are doubled, as in Python's format strings.
 *
 * <p>Patterns are matched in time that grows with the text alone: there are no look-aheads and no back-references.
 */
final class Template {
    /** Stands for the login in {@link #places}. */
    private static final int USER = -1;

    /** One more than there are places: what stands between them. */
    private final List<String> texts = new ArrayList<>();

    private final List<Integer> places = new ArrayList<>();

    private Template() {}

    /**
     * Reads a template.
     *
     * @param groups how many groups the user's pattern has
     * @throws IllegalArgumentException if it is none, or no regular expression comes of it
     */
    static Template of(String source, int groups) {
        Template template = new Template();
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < source.length()) {
            char c = source.charAt(at);
            if (c != '{' && c != '}') {
                text.append(c);
                at++;
            } else if (at + 1 < source.length() && source.charAt(at + 1) == c) {
                text.append(c);
                at += 2;
            } else {
                int end = c == '{' ? source.indexOf('}', at) : -1;
                if (end < 0) {
                    throw new IllegalArgumentException("a brace is alone; one that is meant is doubled");
                }
                template.places.add(place(source.substring(at + 1, end), groups));
                template.texts.add(text.toString());
                text.setLength(0);
                at = end + 1;
            }
        }
        template.texts.add(text.toString());
        template.compile("x", Collections.nCopies(Math.max(groups, 0), "x"));
        return template;
    }

    private static int place(String name, int groups) {
        if (name.equals("user") && groups >= 0) {
            return USER;
        }
        if (name.matches("[0-9]{1,4}") && Integer.parseInt(name) < groups) {
            return Integer.parseInt(name);
        }
        throw new IllegalArgumentException("nothing is known for {" + name.replaceAll("\\p{Cntrl}", "?") + "}");
    }

    /** As {@link #of} where nothing is known of the request yet. */
    static Pattern withoutPlaces(String source) {
        return of(source, -1).compile("", List.of());
    }

    /** The pattern for a login whose groups these are. */
    Pattern compile(String user, List<String> groups) {
        StringBuilder pattern = new StringBuilder(texts.get(0));
        for (int i = 0; i < places.size(); i++) {
            int place = places.get(i);
            pattern.append(Pattern.quote(place == USER ? user : groups.get(place)));
            pattern.append(texts.get(i + 1));
        }
        try {
            return Pattern.compile(pattern.toString());
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("no regular expression that can be used: " + e.getDescription());
        }
    }
}
