package dev.fasti.auth.app;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/**
 * When, from where and by what an app password was used last.
 *
 * @param day in UTC
 * @param address of the client
 * @param client what it said it was, without control characters; may be empty
 */
public record LastUse(LocalDate day, String address, String client) {
    private static final int LONGEST = 100;
    private static final int FIELDS = 4;

    public LastUse {
        client = client.replaceAll("\\p{C}", "?");
        client = client.length() > LONGEST ? client.substring(0, LONGEST) : client;
    }

    String line(String digest) {
        return String.join("\t", digest, day.toString(), address, client);
    }

    /** Reads the use of the password with this digest; empty for a line of another, and for none. */
    static Optional<LastUse> read(String digest, String line) {
        String[] fields = line.split("\t", -1);
        if (fields.length != FIELDS || !fields[0].equals(digest)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new LastUse(LocalDate.parse(fields[1]), fields[2], fields[3]));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
