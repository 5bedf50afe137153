package dev.fasti.store.file.disk;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32;

/** A line of text that ends with a tab and the CRC-32 of all before it, so that one that a crash has cut is told. */
public final class SealedLine {
    private SealedLine() {}

    /** The line, without a line feed. */
    public static String seal(String body) {
        return body + "\t" + crc(body);
    }

    /** What stands before the checksum; empty if that is not right. */
    public static Optional<String> open(String line) {
        int last = line.lastIndexOf('\t');
        return last >= 0 && crc(line.substring(0, last)).equals(line.substring(last + 1))
                ? Optional.of(line.substring(0, last))
                : Optional.empty();
    }

    private static String crc(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
