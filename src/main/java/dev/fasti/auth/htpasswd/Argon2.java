package dev.fasti.auth.htpasswd;

import com.password4j.Argon2Function;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An argon2 hash (RFC 9106) in the form {@code $argon2id$v=19$m=65536,t=3,p=4$salt$hash}; without {@code v=} it is
 * version 16.
 *
 * <p>One verification runs at a time, because each takes the memory that the hash asks for. The library keeps as much
 * again, for ever, for every set of parameters that it has met, so all sets together are held to a third of the heap.
 *
 * @param salt in Base64
 * @param digest in Base64
 */
record Argon2(Parameters parameters, String salt, String digest) implements PasswordHash {
    /**
     * What the hash costs.
     *
     * @param variant {@code i}, {@code d} or {@code id}
     * @param version 16 or 19
     * @param memory in KiB
     * @param length octets of the hash
     */
    record Parameters(String variant, int version, int memory, int passes, int lanes, int length) {}

    private static final Logger log = LoggerFactory.getLogger(Argon2.class);
    private static final Pattern FORM = Pattern.compile("\\$argon2(id|i|d)\\$(?:v=(\\d{1,3})\\$)?"
            + "m=(\\d{1,10}),t=(\\d{1,10}),p=(\\d{1,10})\\$([A-Za-z0-9+/]{11,86})=*\\$([A-Za-z0-9+/]{16,86})=*");
    private static final int MOST_LANES = 64;

    /** KiB written by all passes together: some seconds. */
    private static final long MOST_WORK = 1L << 20;

    private static final long MEMORY = Runtime.getRuntime().maxMemory() / 3 / 1024;
    private static final Set<Parameters> MET = new HashSet<>();
    private static final Semaphore TURN = new Semaphore(1, true);

    static Argon2 parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new HashRefused("a malformed argon2 hash");
        }
        long version = form.group(2) == null ? 16 : Long.parseLong(form.group(2));
        long memory = Long.parseLong(form.group(3));
        long passes = Long.parseLong(form.group(4));
        long lanes = Long.parseLong(form.group(5));
        if ((version != 16 && version != 19) || lanes < 1 || passes < 1 || memory < 8 * lanes) {
            throw new HashRefused("a malformed argon2 hash");
        }
        if (lanes > MOST_LANES || memory > MOST_WORK || passes > MOST_WORK / memory) {
            throw new HashRefused("an argon2 hash that costs too much: p is at most " + MOST_LANES
                    + " and m times t at most " + MOST_WORK);
        }
        if (memory > MEMORY) {
            throw new HashRefused("an argon2 hash of m=" + memory + "; m is at most " + MEMORY
                    + " here, a third of Java's heap (java -Xmx makes it larger)");
        }
        decoded(form.group(6));
        int length = decoded(form.group(7)).length;
        Parameters parameters =
                new Parameters(form.group(1), (int) version, (int) memory, (int) passes, (int) lanes, length);
        return new Argon2(parameters, form.group(6), form.group(7));
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new HashRefused("a malformed argon2 hash");
        }
    }

    @Override
    public boolean matches(byte[] password) {
        TURN.acquireUninterruptibly();
        try {
            return affordable() && MessageDigest.isEqual(digestOf(password), decoded(digest));
        } finally {
            TURN.release();
        }
    }

    private boolean affordable() {
        long sum = MET.stream().mapToLong(Parameters::memory).sum();
        if (MET.contains(parameters) || sum + parameters.memory <= MEMORY) {
            MET.add(parameters);
            return true;
        }
        log.error(
                "too many different argon2 parameters in use for this heap: hashes with {} cannot be verified."
                        + " Make the heap larger (java -Xmx) or set these passwords anew",
                parameters);
        return false;
    }

    private byte[] digestOf(byte[] password) {
        return Argon2Function.getInstance(
                        parameters.memory,
                        parameters.passes,
                        parameters.lanes,
                        parameters.length,
                        com.password4j.types.Argon2.valueOf(parameters.variant.toUpperCase(Locale.ROOT)),
                        parameters.version)
                .hash(password, decoded(salt))
                .getBytes();
    }
}
