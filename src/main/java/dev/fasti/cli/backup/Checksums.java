package dev.fasti.cli.backup;

import java.util.Optional;

/** The lines of {@code SHA256SUMS}, in the form that {@code sha256sum --check} reads. */
final class Checksums {
    /** The last file of an archive: one that lacks it is cut. */
    static final String FILE = "SHA256SUMS";

    private static final int HEX = 64;

    private Checksums() {}

    /**
     * One file and its checksum.
     *
     * @param path in the archive, with slashes
     * @param sha256 in hexadecimal, lower case
     */
    record Line(String path, String sha256) {
        Line {
            if (path.isEmpty() || path.indexOf('\n') >= 0 || !sha256.matches("[0-9a-f]{64}")) {
                throw new IllegalArgumentException("no line of checksums");
            }
        }

        /** Backslashes are escaped, and announced by one in front. */
        @Override
        public String toString() {
            boolean isEscaped = path.indexOf('\\') >= 0;
            return (isEscaped ? "\\" : "") + sha256 + "  " + (isEscaped ? path.replace("\\", "\\\\") : path);
        }
    }

    /** Reads a line; empty if it is none. */
    static Optional<Line> parse(String text) {
        boolean isEscaped = text.startsWith("\\");
        String line = isEscaped ? text.substring(1) : text;
        if (line.length() < HEX + 3
                || !line.startsWith("  ", HEX)
                || !line.substring(0, HEX).matches("[0-9a-f]+")) {
            return Optional.empty();
        }
        String path = line.substring(HEX + 2);
        return Optional.of(new Line(isEscaped ? path.replace("\\\\", "\\") : path, line.substring(0, HEX)));
    }
}
