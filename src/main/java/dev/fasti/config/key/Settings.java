package dev.fasti.config.key;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What has been set so far, and what is wrong with it. A later value of a key replaces an earlier one. */
public final class Settings {
    private record Setting(Object value, String origin) {}

    private static final int LONGEST_QUOTE = 60;

    private final Map<Key<?>, Setting> set = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    public static boolean isTable(String name) {
        return Keys.ALL.stream().anyMatch(key -> key.table().equals(name));
    }

    /** Sets the key called {@code path}; remembers a problem if there is none or {@code raw} is not allowed. */
    public void set(String path, Object raw, String origin) {
        Keys.ALL.stream()
                .filter(key -> key.path().equals(path))
                .findFirst()
                .ifPresentOrElse(key -> set(key, raw, origin), () -> unknown(origin, path));
    }

    public void set(Key<?> key, Object raw, String origin) {
        try {
            set.put(key, new Setting(key.type().reader().apply(raw), origin));
        } catch (IllegalArgumentException e) {
            String reason = e.getMessage() == null || e instanceof NumberFormatException ? "" : ": " + e.getMessage();
            problem(origin + ": " + key.path() + " must be " + key.type().allowed() + "; it is " + quote(raw) + reason);
        }
    }

    public void unknown(String origin, String path) {
        problem(origin + ": unknown key " + quotePath(path) + "; did you mean " + NearestKey.path(path) + "?");
    }

    public void problem(String line) {
        problems.add(line);
    }

    public List<String> problems() {
        return problems;
    }

    /** The value of {@code key}, or its default. */
    @SuppressWarnings("unchecked") // A key's own reader made the value.
    public <T> T get(Key<T> key) {
        Setting setting = set.get(key);
        return setting == null ? key.fallback() : (T) setting.value();
    }

    /** Where the first of these keys that is set at all was set; "default" if none is. */
    public String origin(Key<?>... keys) {
        for (Key<?> key : keys) {
            Setting setting = set.get(key);
            if (setting != null) {
                return setting.origin();
            }
        }
        return "default";
    }

    private static String quote(Object raw) {
        String text = raw instanceof String ? "\"" + raw + "\"" : raw.toString();
        return quotePath(text);
    }

    private static String quotePath(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "...";
    }
}
