package dev.fasti.auth.app;

import dev.fasti.auth.FileProblem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The app passwords of a file at one moment. Blank lines and those that start with {@code #} are passed over; what else
 * is no {@link AppPasswordLine} is a {@link FileProblem}, and logs nobody in.
 */
public final class AppPasswordTable {
    static final AppPasswordTable EMPTY = parse(new byte[0]);

    private final Map<String, AppPassword> byDigest = new LinkedHashMap<>();
    private final List<FileProblem> problems = new ArrayList<>();

    private AppPasswordTable() {}

    static AppPasswordTable parse(byte[] octets) {
        AppPasswordTable table = new AppPasswordTable();
        int number = 0;
        for (String line : lines(octets)) {
            number++;
            try {
                String text = utf8(line);
                if (!isSkipped(text)) {
                    AppPassword password = AppPasswordLine.read(text);
                    table.byDigest.put(password.digest(), password);
                }
            } catch (IllegalArgumentException e) {
                String reason = e.getMessage();
                table.problems.add(new FileProblem(number, reason == null ? "no app password" : reason));
            }
        }
        return table;
    }

    /** The lines octet for octet, as ISO 8859-1. */
    static List<String> lines(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1).lines().toList();
    }

    /** A line as text. */
    static String utf8(String line) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("not UTF-8", e);
        }
    }

    private static boolean isSkipped(String line) {
        return line.isBlank() || line.startsWith("#");
    }

    /** Finds by what is only known to who has the secret, so that the time it takes tells nothing. */
    Optional<AppPassword> withDigest(String digest) {
        return Optional.ofNullable(byDigest.get(digest));
    }

    /** All of them, in the order of the file. */
    public List<AppPassword> all() {
        return List.copyOf(byDigest.values());
    }

    public List<FileProblem> problems() {
        return List.copyOf(problems);
    }
}
