package dev.fasti.config.key;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing that can be set; known by its path.
 *
 * @param table the TOML table that holds it
 * @param name its name in that table
 * @param type what it may be set to
 * @param fallback what it is when nobody sets it
 * @param meaning one or more sentences for the one who sets it
 */
public record Key<T>(String table, String name, ValueType<T> type, T fallback, String meaning) {
    /** How the file and messages call it: {@code server.port}. */
    public String path() {
        return table + "." + name;
    }

    /** How the environment calls it: {@code FASTI_SERVER_PORT}. */
    public String variable() {
        return "FASTI_" + (table + "_" + name).toUpperCase(Locale.ROOT);
    }

    /** The default as TOML. */
    public String fallbackText() {
        return type.toml().apply(fallback);
    }

    /** Written out, as is {@link #hashCode}: what a record has by itself is made at its first use, which every start pays. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Key<?> key && table.equals(key.table) && name.equals(key.name);
    }

    @Override
    public int hashCode() {
        return 31 * table.hashCode() + name.hashCode();
    }
}
