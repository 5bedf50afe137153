package dev.fasti.dav.milton;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A name and a password as the Basic scheme sends them (RFC 7617).
 *
 * <p>Read as UTF-8, which our challenge asks for, and as ISO 8859-1 where that is not well-formed: some clients do not
 * look at the challenge.
 */
record BasicCredentials(String name, String password) {
    private static final String SCHEME = "basic ";

    /** Reads an Authorization header; empty if it is of another scheme or malformed. */
    static Optional<BasicCredentials> of(String header) {
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        try {
            String pair = decode(
                    Base64.getDecoder().decode(header.substring(SCHEME.length()).strip()));
            int colon = pair.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new BasicCredentials(pair.substring(0, colon), pair.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String decode(byte[] octets) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(octets, StandardCharsets.ISO_8859_1);
        }
    }

    /** Says nothing of the password. */
    @Override
    public String toString() {
        return "BasicCredentials[" + name + "]";
    }
}
