package dev.fasti.auth.app;

import dev.fasti.store.path.Principal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What a device sends as its password: 140 bits of chance in 28 letters and digits, none of which looks like another.
 * Hyphens, spaces and capital letters do not count.
 *
 * <p>Nobody guesses that many bits, so that one round of SHA-256 keeps it as well as a slow hash keeps a password.
 *
 * @param text without hyphens, in lower case
 */
record AppSecret(String text) {
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int LENGTH = 28;
    private static final int GROUP = 4;
    private static final int LONGEST = 2 * LENGTH;
    private static final String PURPOSE = "fasti app password";
    private static final SecureRandom RANDOM = new SecureRandom();

    static AppSecret make() {
        StringBuilder text = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            text.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return new AppSecret(text.toString());
    }

    /** The secret in a password; empty for what is none. Costs next to nothing for other passwords. */
    static Optional<AppSecret> of(String password) {
        if (password.length() < LENGTH || password.length() > LONGEST) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder(LENGTH);
        for (int i = 0; i < password.length(); i++) {
            char c = password.charAt(i);
            char lower = c >= 'A' && c <= 'Z' ? (char) (c + 'a' - 'A') : c;
            if (ALPHABET.indexOf(lower) >= 0) {
                text.append(lower);
            } else if (c != '-' && c != ' ') {
                return Optional.empty();
            }
        }
        return text.length() == LENGTH ? Optional.of(new AppSecret(text.toString())) : Optional.empty();
    }

    /** As people are shown it. */
    String shown() {
        return String.join("-", text.split("(?<=\\G.{" + GROUP + "})"));
    }

    /** What is kept of it: good for this account only, and of no use to find the secret by. */
    String digest(Principal who) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            String whole = PURPOSE + "\0" + who.name() + "\0" + text;
            return HexFormat.of().formatHex(sha.digest(whole.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "AppSecret";
    }
}
