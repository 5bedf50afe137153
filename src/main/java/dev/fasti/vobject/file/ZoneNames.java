package dev.fasti.vobject.file;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Predicate;

/** The TZIDs of one iCalendar object, each for one definition of a time zone (RFC 5545 section 3.8.3.1). */
final class ZoneNames {
    private final Predicate<String> isKnown;
    /** Which definition has a name, by a fingerprint. */
    private final Map<String, String> owners = new HashMap<>();
    /** Which name a definition got that could not have its own, by both. */
    private final Map<String, String> others = new HashMap<>();
    /** How many got another than this one. */
    private final Map<String, Integer> counts = new HashMap<>();

    /**
     * The name of a definition.
     *
     * @param isNew whether it has not been there yet
     */
    record Given(String name, boolean isNew) {}

    /** @param isKnown whether a TZID means the same to everybody, whatever its definition says */
    ZoneNames(Predicate<String> isKnown) {
        this.isKnown = isKnown;
    }

    /** Gives a definition a name: that which it has, if it is not another's. */
    Given give(String tzid, byte[] definition) {
        String fingerprint = fingerprint(definition);
        String owner = owners.putIfAbsent(tzid, fingerprint);
        if (owner == null) {
            return new Given(tzid, true);
        }
        if (owner.equals(fingerprint) || isKnown.test(tzid)) {
            return new Given(tzid, false);
        }
        String key = fingerprint + tzid;
        String given = others.get(key);
        if (given != null) {
            return new Given(given, false);
        }
        String free;
        do {
            free = tzid + "-" + (counts.merge(tzid, 1, Integer::sum) + 1);
        } while (owners.putIfAbsent(free, fingerprint) != null);
        others.put(key, free);
        return new Given(free, true);
    }

    /**
     * A line with another TZID, if it is the name of a time zone or refers to one.
     *
     * @param line as it stands in the component
     * @param text its text, as far as other names have been changed
     */
    static String renamed(Line line, String text, String from, String to) {
        if (line.name().equals("TZID")) {
            return line.value().equals(from) ? "TZID:" + latin(to) : text;
        }
        if (text.length() > 10_000 || !line.parameter("TZID").equals(from)) {
            return text;
        }
        int at = line.startOf("TZID");
        boolean isQuoted = text.charAt(at) == '"';
        int end = at + latin(from).length() + (isQuoted ? 2 : 0);
        return text.substring(0, at) + (isQuoted ? '"' + latin(to) + '"' : latin(to)) + text.substring(end);
    }

    private static String latin(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** What a definition says, whatever its line ends and folds are. */
    private static String fingerprint(byte[] zone) {
        MessageDigest digest = sha256();
        LineReader lines = LineReader.of(zone);
        for (Line line = lines.nextInMemory(); line != null; line = lines.nextInMemory()) {
            digest.update(line.text().getBytes(StandardCharsets.ISO_8859_1));
            digest.update((byte) '\n');
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
