package dev.fasti.auth.htpasswd;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A password that is kept as it is. */
record PlainPassword(String password) implements PasswordHash {
    static PlainPassword parse(String text) {
        if (text.isEmpty()) {
            throw new HashRefused("an empty password");
        }
        return new PlainPassword(text);
    }

    @Override
    public boolean matches(byte[] given) {
        return MessageDigest.isEqual(given, password.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "PlainPassword";
    }
}
