package dev.fasti.cli.transfer;

import dev.fasti.vobject.file.Line;
import dev.fasti.vobject.file.LineReader;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Names and UIDs of objects that are taken in. */
final class Renaming {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_@=+][A-Za-z0-9_@=+.-]{0,99}");
    private static final int SHORT = 16;

    private Renaming() {}

    /** A name for a new member: its UID where that may be one, else a fingerprint; the same one each time. */
    static String name(String uid, byte[] octets, String extension) {
        if (SAFE.matcher(uid).matches()) {
            return uid + extension;
        }
        byte[] from = uid.isEmpty() ? octets : uid.getBytes(StandardCharsets.UTF_8);
        return Digests.of(from).substring(0, 2 * SHORT) + extension;
    }

    /** Another UID, the same one each time for the same content. */
    static String otherUid(String uid, byte[] octets) {
        return uid + "-" + Digests.ofContent(octets).substring(0, SHORT);
    }

    /** The object with another UID in each of its components; every other octet stays. */
    static byte[] withUid(byte[] octets, String uid) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(octets.length + 100);
        LineReader lines = LineReader.of(octets);
        int depth = 0;
        int objectDepth = 2;
        for (Line line = lines.nextInMemory(); line != null; line = lines.nextInMemory()) {
            String name = line.name();
            if (name.equals("BEGIN")) {
                if (depth++ == 0 && line.value().equalsIgnoreCase("VCARD")) {
                    objectDepth = 1;
                }
            } else if (name.equals("END")) {
                depth--;
            }
            if (name.equals("UID") && depth == objectDepth) {
                out.writeBytes(("UID:" + uid + "\r\n").getBytes(StandardCharsets.UTF_8));
            } else {
                out.write(octets, (int) line.start(), (int) (line.end() - line.start()));
            }
        }
        return out.toByteArray();
    }
}
