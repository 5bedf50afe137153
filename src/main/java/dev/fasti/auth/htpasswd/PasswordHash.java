package dev.fasti.auth.htpasswd;

import java.util.regex.Pattern;

/** A password as a users file keeps it: enough to recognise the password, not to tell it. */
sealed interface PasswordHash permits Bcrypt, Apr1, ShaCrypt, Argon2, PlainPassword {
    /** What is meant to be a hash, though maybe of a kind we do not read. */
    Pattern HASH_LIKE = Pattern.compile("\\$[0-9a-z][0-9a-z-]*\\$.*|\\{[A-Za-z0-9-]+}.*");

    /**
     * Whether this was made from {@code password}. Takes the same time whichever octet differs.
     *
     * @param password UTF-8, without NUL; not changed
     */
    boolean matches(byte[] password);

    /**
     * Reads the second field of an htpasswd line.
     *
     * @throws HashRefused if it is malformed, of a kind we do not read, or would cost too much to verify
     */
    static PasswordHash parse(String text, PlainText plainText) {
        if (text.startsWith("$2")) {
            return Bcrypt.parse(text);
        }
        if (text.startsWith("$apr1$")) {
            return Apr1.parse(text);
        }
        if (text.startsWith("$5$") || text.startsWith("$6$")) {
            return ShaCrypt.parse(text);
        }
        if (text.startsWith("$argon2")) {
            return Argon2.parse(text);
        }
        if (HASH_LIKE.matcher(text).matches()) {
            throw new HashRefused("a kind of hash that is not supported; use bcrypt, apr1, SHA-crypt or argon2");
        }
        if (plainText == PlainText.REFUSED) {
            throw new HashRefused("a password in plain text, which auth.allow_plain_text does not allow");
        }
        return PlainPassword.parse(text);
    }
}
