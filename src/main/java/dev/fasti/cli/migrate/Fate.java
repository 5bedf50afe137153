package dev.fasti.cli.migrate;

/**
 * What becomes of one thing that Radicale's configuration says.
 *
 * @param key section and key, as in {@code server.hosts}
 * @param kind what becomes of it
 * @param note the new setting, or why none is needed, or what to do instead
 */
public record Fate(String key, Kind kind, String note) {
    /** What can become of it. */
    public enum Kind {
        CARRIED,
        NOT_NEEDED,
        NOT_SUPPORTED
    }

    static Fate carried(String key, String note) {
        return new Fate(key, Kind.CARRIED, note);
    }

    static Fate notNeeded(String key, String note) {
        return new Fate(key, Kind.NOT_NEEDED, note);
    }

    static Fate notSupported(String key, String note) {
        return new Fate(key, Kind.NOT_SUPPORTED, note);
    }
}
