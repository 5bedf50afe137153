package dev.fasti.auth.htpasswd;

import com.password4j.BcryptFunction;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bcrypt hash: {@code $2y$}, cost, {@code $}, 22 characters of salt, 31 of hash. {@code $2a$} and {@code $2b$} are
 * the same thing, {@code $2x$} repeats an old mistake with octets over 127. Only the first 72 octets of a password
 * count.
 *
 * @param minor {@code a}, {@code b}, {@code x} or {@code y}
 * @param cost the binary logarithm of the number of rounds, 4 to {@value #HIGHEST_COST}
 */
record Bcrypt(char minor, int cost, String salt, String digest) implements PasswordHash {
    /** Octets of a password that count. */
    static final int LENGTH = 72;

    /** What we write: a tenth of a second or less on a small machine of today. */
    static final int COST = 10;

    /** Some seconds; each step doubles it. */
    static final int HIGHEST_COST = 15;

    private static final Pattern FORM =
            Pattern.compile("\\$2([abxy])\\$(\\d\\d)\\$([./A-Za-z0-9]{22})([./A-Za-z0-9]{31})");
    private static final String BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final String OWN_BASE64 = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    static Bcrypt parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new HashRefused("a malformed bcrypt hash");
        }
        int cost = Integer.parseInt(form.group(2));
        if (cost < 4 || cost > HIGHEST_COST) {
            throw new HashRefused("a bcrypt hash of cost " + cost + "; 4 to " + HIGHEST_COST + " are accepted");
        }
        return new Bcrypt(form.group(1).charAt(0), cost, form.group(3), form.group(4));
    }

    /** A new hash of {@code password}, which has at most {@value #LENGTH} octets. */
    static Bcrypt of(byte[] password) {
        byte[] octets = new byte[16];
        RANDOM.nextBytes(octets);
        StringBuilder salt = new StringBuilder();
        Base64.getEncoder()
                .withoutPadding()
                .encodeToString(octets)
                .chars()
                .forEach(c -> salt.append(OWN_BASE64.charAt(BASE64.indexOf(c))));
        Bcrypt unfilled = new Bcrypt('y', COST, salt.toString(), "");
        return new Bcrypt('y', COST, unfilled.salt, unfilled.digestOf(password));
    }

    @Override
    public boolean matches(byte[] password) {
        return MessageDigest.isEqual(
                digestOf(password).getBytes(StandardCharsets.US_ASCII), digest.getBytes(StandardCharsets.US_ASCII));
    }

    /** All kinds are computed as {@code y}: the library is wrong about octets over 127 in {@code a} and {@code x}. */
    private String digestOf(byte[] password) {
        byte[] key = minor == 'x' ? signExtended(password) : password;
        byte[] setting = prefix('y').getBytes(StandardCharsets.US_ASCII);
        String whole = BcryptFunction.getInstance(com.password4j.types.Bcrypt.Y, cost)
                .hash(key, setting)
                .getResult();
        return whole.substring(whole.length() - 31);
    }

    /**
     * The 18 words that bcrypt reads from a password and its final NUL, over and over, the way that crypt_blowfish did
     * before 1.1: each octet is or-ed in as a signed number, and wipes out those before it in its word.
     */
    private static byte[] signExtended(byte[] password) {
        ByteBuffer words = ByteBuffer.allocate(LENGTH);
        int next = 0;
        while (words.hasRemaining()) {
            int word = 0;
            for (int i = 0; i < 4; i++) {
                word = word << 8 | (next < password.length ? password[next] : 0);
                next = next == password.length ? 0 : next + 1;
            }
            words.putInt(word);
        }
        return words.array();
    }

    private String prefix(char kind) {
        return "$2" + kind + "$" + (cost < 10 ? "0" : "") + cost + "$" + salt;
    }

    /** The form that {@link #parse} reads. */
    String text() {
        return prefix(minor) + digest;
    }
}
