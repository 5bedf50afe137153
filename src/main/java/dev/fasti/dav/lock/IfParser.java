package dev.fasti.dav.lock;

import dev.fasti.dav.DavException;
import dev.fasti.dav.lock.IfHeader.Condition;
import dev.fasti.dav.lock.IfHeader.Polarity;
import dev.fasti.dav.lock.IfHeader.StateList;
import dev.fasti.store.condition.ETag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads an {@code If} header by its grammar (RFC 4918 section 10.4.2), from left to right. */
final class IfParser {
    /** An absolute URI as far as a token has to be one (RFC 3986 section 4.3). */
    private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:[^\\s<>\"]+");

    /** An absolute URI or an absolute path (RFC 4918 section 8.3). */
    private static final Pattern REFERENCE = Pattern.compile("(/|[A-Za-z][A-Za-z0-9+.-]*:)[^\\s<>\"]*");

    private final String text;
    private int at;

    IfParser(String text) {
        this.text = text;
    }

    IfHeader header() {
        List<StateList> lists = new ArrayList<>();
        space();
        boolean isTagged = peek() == '<';
        while (at < text.length()) {
            Optional<String> tag = isTagged ? Optional.of(bracketed(REFERENCE)) : Optional.empty();
            space();
            do {
                lists.add(list(tag));
                space();
            } while (peek() == '(');
            if (!isTagged && at < text.length()) {
                throw malformed("lists with and without a resource are not mixed");
            }
        }
        if (lists.isEmpty()) {
            throw malformed("a list is missing");
        }
        return new IfHeader(lists);
    }

    private StateList list(Optional<String> tag) {
        expect('(');
        List<Condition> conditions = new ArrayList<>();
        space();
        do {
            conditions.add(condition());
            space();
        } while (peek() != ')');
        expect(')');
        return new StateList(tag, conditions);
    }

    private Condition condition() {
        Polarity polarity = Polarity.PLAIN;
        if (text.regionMatches(true, at, "Not", 0, 3)) {
            polarity = Polarity.NEGATED;
            at += 3;
            space();
        }
        return switch (peek()) {
            case '<' -> new IfHeader.Token(polarity, bracketed(URI));
            case '[' -> new IfHeader.Tag(polarity, tag());
            default -> throw malformed("a condition is a token or an entity tag");
        };
    }

    private ETag tag() {
        expect('[');
        if (text.startsWith("W/", at)) {
            at += 2;
        }
        int open = at;
        expect('"');
        int close = text.indexOf('"', at);
        if (close < 0) {
            throw malformed("an entity tag is quoted");
        }
        at = close + 1;
        expect(']');
        return new ETag(text.substring(open, close + 1));
    }

    private String bracketed(Pattern form) {
        expect('<');
        int close = text.indexOf('>', at);
        String inside = close < 0 ? "" : text.substring(at, close);
        if (!form.matcher(inside).matches()) {
            throw malformed("what is in angle brackets is a URI");
        }
        at = close + 1;
        return inside;
    }

    private void expect(char wanted) {
        if (peek() != wanted) {
            throw malformed("expected " + wanted);
        }
        at++;
    }

    /** The next character; NUL at the end, which no header holds. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private void space() {
        while (peek() == ' ' || peek() == '\t' || peek() == '\r' || peek() == '\n') {
            at++;
        }
    }

    private DavException malformed(String rule) {
        return DavException.badRequest("the If header is malformed at " + at + ": " + rule + " (RFC 4918 10.4.2)");
    }
}
