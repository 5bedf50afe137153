package dev.fasti.config.read;

import dev.fasti.config.ConfigException;
import dev.fasti.config.key.Settings;
import dev.fasti.machine.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** A configuration file, taken apart. The only class that knows the TOML library, so that it is loaded only for a file. */
public final class TomlFile {
    private static final int LARGEST = 1 << 20;
    private static final int MOST_ERRORS = 5;

    private final Path file;
    private final TomlParseResult toml;

    private TomlFile(Path file, TomlParseResult toml) {
        this.file = file;
        this.toml = toml;
    }

    /**
     * Reads {@code file}.
     *
     * @throws ConfigException if it cannot be read or is not TOML
     */
    public static TomlFile read(Path file) {
        String text = text(file);
        try {
            TomlParseResult toml = Toml.parse(text);
            if (toml.hasErrors()) {
                throw new ConfigException(toml.errors().stream()
                        .limit(MOST_ERRORS)
                        .map(e -> file + ":" + e.position().line() + ": " + oneLine(e.getMessage()))
                        .toList());
            }
            return new TomlFile(file, toml);
        } catch (StackOverflowError e) {
            // The parser descends recursively.
            throw new ConfigException(List.of(file + ": values are nested too deeply"));
        }
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new ConfigException(List.of(file + ": larger than " + LARGEST + " bytes"));
            }
            byte[] octets = Files.readAllBytes(file);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
            // Editors of Windows put a byte order mark in front.
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (NoSuchFileException e) {
            throw new ConfigException(List.of(file + ": no such file"));
        } catch (CharacterCodingException e) {
            throw new ConfigException(List.of(file + ": not UTF-8"));
        } catch (IOException e) {
            throw new ConfigException(List.of(file + ": cannot be read: " + Reason.of(e)));
        }
    }

    private static String oneLine(@Nullable String message) {
        return String.valueOf(message).replaceAll("\\s+", " ");
    }

    /** Puts every value of the file into {@code settings}, which remembers the problems. */
    public void into(Settings settings) {
        for (String table : toml.keySet()) {
            List<String> path = List.of(table);
            Object value = toml.get(path);
            if (value instanceof TomlTable keys && (!keys.isEmpty() || Settings.isTable(table))) {
                table(table, keys, settings);
            } else if (Settings.isTable(table)) {
                settings.problem(origin(path) + ": " + table + " must be a table, written as [" + table + "]");
            } else {
                settings.unknown(origin(path), table);
            }
        }
    }

    private void table(String table, TomlTable keys, Settings settings) {
        for (String name : keys.keySet()) {
            List<String> path = List.of(table, name);
            Object value = keys.get(List.of(name));
            if (value != null) {
                settings.set(table + "." + name, plain(value), origin(path));
            }
        }
    }

    private String origin(List<String> path) {
        TomlPosition position = toml.inputPositionOf(path);
        return position == null ? file.toString() : file + ":" + position.line();
    }

    private static Object plain(Object value) {
        if (value instanceof TomlTable table) {
            Map<String, Object> result = new LinkedHashMap<>();
            table.toMap().forEach((name, nested) -> result.put(name, plain(nested)));
            return result;
        }
        return value instanceof TomlArray array ? new ArrayList<>(array.toList()) : value;
    }
}
