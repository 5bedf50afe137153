package dev.fasti.cli.frame;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** One JSON object on one line (RFC 8259), for scripts; the names come in the order in which they were put. */
public final class JsonObject {
    private final StringBuilder text = new StringBuilder();

    public JsonObject put(String name, String value) {
        return member(name).quoted(value);
    }

    public JsonObject put(String name, long value) {
        member(name).text.append(value);
        return this;
    }

    public JsonObject put(String name, boolean value) {
        member(name).text.append(value);
        return this;
    }

    public JsonObject put(String name, List<JsonObject> values) {
        member(name).text.append(values.stream().map(JsonObject::toString).collect(Collectors.joining(",", "[", "]")));
        return this;
    }

    private JsonObject member(String name) {
        text.append(text.isEmpty() ? "" : ",");
        quoted(name).text.append(':');
        return this;
    }

    private JsonObject quoted(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c) || c == 0x7f) {
                text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
        return this;
    }

    @Override
    public String toString() {
        return "{" + text + "}";
    }
}
