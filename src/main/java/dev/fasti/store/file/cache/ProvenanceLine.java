package dev.fasti.store.file.cache;

import dev.fasti.store.condition.ETag;
import dev.fasti.store.file.disk.SealedLine;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * One line of a {@link Provenance}: what it is, its fields, percent-encoded, and the CRC-32 of all before, with tabs
 * between.
 */
sealed interface ProvenanceLine {
    /** Where all of it comes from; the first line. */
    record Origin(String origin) implements ProvenanceLine {
        @Override
        public String encode() {
            return line("1", origin);
        }
    }

    /** Something was brought. */
    record Brought(String href, Provenance.Piece piece) implements ProvenanceLine {
        @Override
        public String encode() {
            return line("+", href, piece.tag(), piece.name(), piece.etag().value());
        }
    }

    /** Something is to be forgotten. */
    record Forgotten(String href) implements ProvenanceLine {
        @Override
        public String encode() {
            return line("-", href);
        }
    }

    /** All of this state is there, as long as no line follows. */
    record Whole(String token) implements ProvenanceLine {
        @Override
        public String encode() {
            return line("=", token);
        }
    }

    /** With its line feed. */
    String encode();

    /** Reads a line without its line feed; empty if it is damaged, or of a form that this version does not know. */
    static Optional<ProvenanceLine> decode(String line) {
        return SealedLine.open(line).flatMap(ProvenanceLine::read);
    }

    private static Optional<ProvenanceLine> read(String body) {
        List<String> fields = List.of(body.split("\t", -1));
        try {
            return switch (fields.get(0) + (fields.size() - 1)) {
                case "11" -> Optional.of(new Origin(text(fields, 1)));
                case "+4" ->
                    Optional.of(new Brought(
                            text(fields, 1),
                            new Provenance.Piece(text(fields, 2), text(fields, 3), new ETag(text(fields, 4)))));
                case "-1" -> Optional.of(new Forgotten(text(fields, 1)));
                case "=1" -> Optional.of(new Whole(text(fields, 1)));
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String line(String... fields) {
        StringBuilder line = new StringBuilder(fields[0]);
        for (int i = 1; i < fields.length; i++) {
            line.append('\t').append(URLEncoder.encode(fields[i], StandardCharsets.UTF_8));
        }
        return SealedLine.seal(line.toString()) + "\n";
    }

    private static String text(List<String> fields, int field) {
        return URLDecoder.decode(fields.get(field), StandardCharsets.UTF_8);
    }
}
