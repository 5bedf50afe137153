package dev.fasti.config.key;

import dev.fasti.config.CidrBlock;
import dev.fasti.config.LogLevel;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What a key may be set to.
 *
 * @param allowed the values it takes, in words that follow "must be"
 * @param reader reads a TOML value (String, Long, Boolean, List, Map) or the text of a variable or flag; throws
 *     {@link IllegalArgumentException} for what is not allowed, with a message only where {@code allowed} does not say
 *     it all
 * @param toml writes a value so that {@code reader} reads it back
 */
public record ValueType<T>(String allowed, Function<Object, T> reader, Function<T, String> toml) {
    private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");
    private static final Pattern PACKAGE = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*(\\.[A-Za-z_$][A-Za-z0-9_$]*)*");

    static ValueType<String> text(String allowed, Predicate<String> accepted) {
        return new ValueType<>(allowed, raw -> accept(string(raw), accepted), ValueType::quoted);
    }

    /** A path of at least {@code shortest} characters. */
    static ValueType<Path> path(String allowed, int shortest) {
        return new ValueType<>(
                allowed,
                raw -> toPath(accept(string(raw), text -> text.length() >= shortest)),
                path -> quoted(path.toString()));
    }

    static ValueType<Integer> integer(int min, int max) {
        String allowed = "an integer from " + min + " to " + max;
        return new ValueType<>(allowed, raw -> (int) within(number(raw), min, max), String::valueOf);
    }

    static ValueType<Long> size(long min, long max) {
        String allowed = "a number of bytes from " + min + " to " + max
                + ", such as 10000000 or \"10MB\" (units: kB, MB, GB of" + " 1000; KiB, MiB, GiB of 1024)";
        return new ValueType<>(allowed, raw -> within(bytes(raw), min, max), String::valueOf);
    }

    static ValueType<Duration> duration(Duration min, Duration max) {
        String allowed = "a number of seconds from " + min.toSeconds() + " to " + max.toSeconds()
                + ", or a text such as \"30s\" (units: s, m, h, d)";
        return new ValueType<>(
                allowed,
                raw -> Duration.ofSeconds(within(seconds(raw), min.toSeconds(), max.toSeconds())),
                d -> String.valueOf(d.toSeconds()));
    }

    static ValueType<Duration> minutes(int max) {
        return new ValueType<>(
                "a number of minutes from 0 to " + max,
                raw -> Duration.ofMinutes(within(number(raw), 0, max)),
                d -> String.valueOf(d.toMinutes()));
    }

    static <E extends Enum<E>> ValueType<E> choice(Class<E> type) {
        return choice(type, '_');
    }

    /** As {@link #choice}, with dashes between the words of a name. */
    static <E extends Enum<E>> ValueType<E> dashed(Class<E> type) {
        return choice(type, '-');
    }

    private static <E extends Enum<E>> ValueType<E> choice(Class<E> type, char between) {
        Map<String, E> byName = new LinkedHashMap<>();
        for (E each : type.getEnumConstants()) {
            byName.put(each.name().toLowerCase(Locale.ROOT).replace('_', between), each);
        }
        return new ValueType<>(
                "one of \"" + String.join("\", \"", byName.keySet()) + "\"",
                raw -> Objects.requireNonNull(byName.get(accept(string(raw), byName::containsKey))),
                e -> quoted(e.name().toLowerCase(Locale.ROOT).replace('_', between)));
    }

    /** A switch that reads as true or false and means one of two values of an enum. */
    static <E extends Enum<E>> ValueType<E> toggle(E off, E on) {
        return new ValueType<>("true or false", raw -> bool(raw) ? on : off, e -> String.valueOf(e == on));
    }

    static ValueType<List<CidrBlock>> blocks() {
        return new ValueType<>(
                "a list of IP addresses or ranges, such as [\"127.0.0.1\", \"10.0.0.0/8\"] (in a variable: commas"
                        + " between them)",
                raw -> list(raw).stream()
                        .map(item -> CidrBlock.parse(string(item)))
                        .toList(),
                blocks -> "["
                        + String.join(
                                ", ",
                                blocks.stream().map(b -> quoted(b.toString())).toList()) + "]");
    }

    static ValueType<Map<String, LogLevel>> levels() {
        return table("package names", name -> PACKAGE.matcher(name).matches(), "level", choice(LogLevel.class));
    }

    static ValueType<Map<String, Long>> sizes() {
        return table("names", name -> !name.isBlank(), "size", size(0, Long.MAX_VALUE));
    }

    private static <V> ValueType<Map<String, V>> table(
            String names, Predicate<String> accepted, String what, ValueType<V> value) {
        return new ValueType<>(
                "a table of " + names + ", each " + value.allowed() + " (in a variable: name=" + what
                        + ", commas between)",
                raw -> entries(raw, accepted, value),
                table -> {
                    List<String> entries = new ArrayList<>();
                    new TreeMap<>(table)
                            .forEach((k, v) ->
                                    entries.add(quoted(k) + " = " + value.toml().apply(v)));
                    return entries.isEmpty() ? "{}" : "{ " + String.join(", ", entries) + " }";
                });
    }

    private static <V> Map<String, V> entries(Object raw, Predicate<String> accepted, ValueType<V> value) {
        Map<String, Object> flat = new TreeMap<>();
        if (raw instanceof Map<?, ?> map) {
            flatten("", map, flat);
        } else {
            for (Object item : list(string(raw))) {
                String[] pair = string(item).split("=", 2);
                flat.put(pair[0].strip(), pair.length == 2 ? pair[1].strip() : "");
            }
        }
        Map<String, V> result = new TreeMap<>();
        flat.forEach((name, each) ->
                result.put(accept(name, accepted), value.reader().apply(each)));
        return result;
    }

    private static void flatten(String prefix, Map<?, ?> from, Map<String, Object> into) {
        from.forEach((name, value) -> {
            if (value instanceof Map<?, ?> nested) {
                flatten(prefix + name + ".", nested, into);
            } else {
                into.put(prefix + name, value);
            }
        });
    }

    private static List<?> list(Object raw) {
        if (raw instanceof List<?> list) {
            return list;
        }
        return Arrays.stream(string(raw).split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    private static String string(Object raw) {
        if (raw instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException();
    }

    private static Path toPath(String text) {
        // Else a folder called "~" would be made: shells put the home there, though not after --data=.
        if (text.equals("~") || text.startsWith("~/")) {
            throw new IllegalArgumentException("~ is the shell's word; write the whole path");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(e.getReason(), e);
        }
    }

    private static boolean bool(Object raw) {
        if (raw instanceof Boolean flag) {
            return flag;
        }
        return string(raw).equals("true")
                || !accept(string(raw), "false"::equals).equals("false");
    }

    private static long number(Object raw) {
        if (raw instanceof Long number) {
            return number;
        }
        return Long.parseLong(accept(string(raw), text -> DIGITS.matcher(text).matches()));
    }

    private static long bytes(Object raw) {
        return raw instanceof String text ? withUnit(text, ValueType::bytesIn) : number(raw);
    }

    private static long seconds(Object raw) {
        return raw instanceof String text ? withUnit(text, ValueType::secondsIn) : number(raw);
    }

    private static long withUnit(String text, Function<String, Long> units) {
        String digits = text.strip().replaceFirst("\\s*[A-Za-z]*$", "");
        String unit = text.strip().substring(digits.length()).strip();
        try {
            return Math.multiplyExact(number(digits), (long) units.apply(unit));
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static long bytesIn(String unit) {
        return switch (unit) {
            case "", "B" -> 1;
            case "kB", "KB" -> 1_000;
            case "MB" -> 1_000_000;
            case "GB" -> 1_000_000_000;
            case "KiB" -> 1L << 10;
            case "MiB" -> 1L << 20;
            case "GiB" -> 1L << 30;
            default -> throw new IllegalArgumentException();
        };
    }

    private static long secondsIn(String unit) {
        return switch (unit) {
            case "", "s" -> 1;
            case "m" -> 60;
            case "h" -> 3_600;
            case "d" -> 86_400;
            default -> throw new IllegalArgumentException();
        };
    }

    private static long within(long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException();
        }
        return value;
    }

    private static String accept(String text, Predicate<String> accepted) {
        if (!accepted.test(text)) {
            throw new IllegalArgumentException();
        }
        return text;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
