package dev.fasti.auth;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The rule for a password that is looked at. */
public final class Password {
    /** Octets of the longest: some hashes cost more, the longer the password is. */
    public static final int LONGEST = 1024;

    private Password() {}

    /** The password in UTF-8; empty for one that is always wrong: without a character, too long, or with a NUL. */
    public static Optional<byte[]> octets(String password) {
        if (password.isEmpty() || password.indexOf('\0') >= 0 || password.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(password));
            byte[] octets = new byte[encoded.remaining()];
            encoded.get(octets);
            return octets.length > LONGEST ? Optional.empty() : Optional.of(octets);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
