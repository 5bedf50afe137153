package dev.fasti.icalendar.time;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The time zones that a TZID may name without its VTIMEZONE being read (RFC 5545 section 3.8.3.1).
 *
 * <p>Found are names of the IANA database, names that Windows uses (CLDR's {@code windowsZones}), and either with a
 * vendor's prefix such as {@code /freeassociation.sourceforge.net/}; in any case, with blanks around them.
 */
public final class TimeZones {
    private static final int LONGEST = 255;
    private static final Map<String, String> IDS = load();

    private TimeZones() {}

    /** The zone that {@code tzid} names; empty where only its VTIMEZONE can tell. */
    public static Optional<ZoneId> find(String tzid) {
        String name = tzid.strip();
        if (name.length() > LONGEST) {
            return Optional.empty();
        }
        String id = IDS.get(key(name));
        if (id == null && isPrefixed(name)) {
            id = afterPrefix(key(name));
        }
        return Optional.ofNullable(id).map(ZoneId::of);
    }

    private static boolean isPrefixed(String name) {
        return name.startsWith("/") || name.regionMatches(true, 0, "tzone:", 0, 6);
    }

    private static @Nullable String afterPrefix(String key) {
        int slash = key.indexOf('/');
        while (slash >= 0) {
            String id = IDS.get(key.substring(slash + 1));
            if (id != null) {
                return id;
            }
            slash = key.indexOf('/', slash + 1);
        }
        return null;
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static Map<String, String> load() {
        Map<String, String> ids = new HashMap<>();
        Properties windows = new Properties();
        try (InputStream in = TimeZones.class.getResourceAsStream("windows-zones.properties")) {
            if (in == null) {
                throw new IllegalStateException("windows-zones.properties is missing from the jar");
            }
            windows.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("windows-zones.properties", e);
        }
        var known = ZoneId.getAvailableZoneIds();
        for (String name : windows.stringPropertyNames()) {
            String target = windows.getProperty(name);
            if (known.contains(target)) {
                ids.put(key(name), target);
            }
        }
        for (String id : known) {
            ids.put(key(id), id); // an IANA name wins: both have "UTC"
        }
        return Map.copyOf(ids);
    }
}
