package dev.fasti.icalendar.zone;

import dev.fasti.icalendar.component.CalendarComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.zone.ZoneRules;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The rules of VTIMEZONEs, kept by the hash of their content: calendars repeat the same few (RFC 5545 section 3.6.5).
 *
 * <p>Not kept by TZID, under which every object may mean something else.
 */
public final class OwnZones {
    private static final int MOST = 128;
    private static final Map<String, Optional<ZoneRules>> KNOWN = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<ZoneRules>> eldest) {
            return size() > MOST;
        }
    };

    private OwnZones() {}

    /** The rules of a VTIMEZONE; empty if it has none, or too many. */
    public static Optional<ZoneRules> rules(CalendarComponent zone) {
        String hash = hash(zone);
        synchronized (KNOWN) {
            Optional<ZoneRules> known = KNOWN.get(hash);
            if (known != null) {
                return known;
            }
        }
        Optional<ZoneRules> built = new OwnZone(zone).rules();
        synchronized (KNOWN) {
            KNOWN.put(hash, built);
        }
        return built;
    }

    private static String hash(CalendarComponent zone) {
        try {
            byte[] content = zone.components().toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
