package dev.fasti.cli.transfer;

import dev.fasti.vobject.file.Line;
import dev.fasti.vobject.file.LineReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fingerprints of objects. */
final class Digests {
    /** What says who wrote a file, and nothing of the object in it. */
    private static final Set<String> OF_THE_FILE =
            Set.of("PRODID", "VERSION", "CALSCALE", "METHOD", "NAME", "X-WR-CALNAME", "X-APPLE-CALENDAR-COLOR");

    private Digests() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** In hexadecimal. */
    static String of(byte[] octets) {
        return HexFormat.of().formatHex(sha256().digest(octets));
    }

    /**
     * A fingerprint of what an object says, whoever wrote the file that it came in: two have the same if they differ
     * by line ends, folds, the order of the components, time zones and the properties of the VCALENDAR at most.
     */
    static String ofContent(byte[] octets) {
        List<String> parts = new ArrayList<>();
        @Nullable MessageDigest current = null;
        boolean inZone = false;
        int depth = 0;
        LineReader lines = LineReader.of(octets);
        for (Line line = lines.nextInMemory(); line != null; line = lines.nextInMemory()) {
            String name = line.name();
            boolean begins = name.equals("BEGIN");
            String component = begins || name.equals("END") ? line.value() : "";
            if (component.equalsIgnoreCase("VCALENDAR")) {
                continue;
            }
            if (begins && depth++ == 0) {
                inZone = component.equalsIgnoreCase("VTIMEZONE");
                current = sha256();
            }
            byte[] text = (line.text() + "\n").getBytes(StandardCharsets.ISO_8859_1);
            if (current == null) {
                if (!OF_THE_FILE.contains(name)) {
                    parts.add(of(text));
                }
                continue;
            }
            current.update(text);
            if (name.equals("END") && --depth == 0) {
                if (!inZone) {
                    parts.add(HexFormat.of().formatHex(current.digest()));
                }
                current = null;
            }
        }
        if (current != null) {
            parts.add(HexFormat.of().formatHex(current.digest()));
        }
        Collections.sort(parts);
        return of(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
    }
}
