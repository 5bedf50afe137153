package dev.fasti.auth.htpasswd;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.Sha2Crypt;

/**
 * SHA-crypt with SHA-256 ({@code $5$}) or SHA-512 ({@code $6$}), an optional {@code rounds=N$}, salt, {@code $}, hash.
 *
 * @param setting everything in front of the hash
 */
record ShaCrypt(String setting, String digest) implements PasswordHash {
    /** A second or so. */
    static final int MOST_ROUNDS = 1_000_000;

    private static final int LEAST_ROUNDS = 1_000;
    private static final Pattern FORM = Pattern.compile(
            "(\\$(?:5|6)\\$(?:rounds=(\\d{1,9})\\$)?[./A-Za-z0-9]{1,16}\\$)([./A-Za-z0-9]{43}|[./A-Za-z0-9]{86})");

    static ShaCrypt parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || form.group(3).length() != (text.startsWith("$5") ? 43 : 86)) {
            throw new HashRefused("a malformed SHA-crypt hash");
        }
        String rounds = form.group(2);
        if (rounds != null && (Integer.parseInt(rounds) < LEAST_ROUNDS || Integer.parseInt(rounds) > MOST_ROUNDS)) {
            throw new HashRefused("a SHA-crypt hash of " + Integer.parseInt(rounds) + " rounds; " + LEAST_ROUNDS
                    + " to " + MOST_ROUNDS + " are accepted");
        }
        return new ShaCrypt(form.group(1), form.group(3));
    }

    @Override
    public boolean matches(byte[] password) {
        // The library wipes the array that it is given.
        byte[] octets = password.clone();
        String whole = setting.startsWith("$5")
                ? Sha2Crypt.sha256Crypt(octets, setting)
                : Sha2Crypt.sha512Crypt(octets, setting);
        String made = whole.substring(whole.lastIndexOf('$') + 1);
        return MessageDigest.isEqual(
                made.getBytes(StandardCharsets.US_ASCII), digest.getBytes(StandardCharsets.US_ASCII));
    }
}
