package dev.fasti.dav.share;

import dev.fasti.store.path.CollectionPath;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The names under which collections of others appear in a home: {@code shared~alice~work}. No two collections share
 * one, and a collection has the same one always; a real collection of that name goes first, and then the other is
 * {@code shared~alice~work=2}.
 */
final class MountName {
    private static final String PREFIX = "shared~";
    /** File systems, and some clients, know no longer names. */
    private static final int LONGEST = 200;

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private MountName() {}

    /** Whether a name may be one of these; cheap, for every request asks. */
    static boolean couldBe(String name) {
        return name.startsWith(PREFIX);
    }

    /** The usual name of a collection. */
    static String of(CollectionPath original) {
        StringBuilder name = new StringBuilder(PREFIX);
        String separator = "";
        for (String segment : original.segments()) {
            name.append(separator).append(segment.replace("=", "=3D").replace("~", "=7E"));
            separator = "~";
        }
        // A digest has no separator, and any path has two segments at least.
        return name.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST
                ? name.toString()
                : PREFIX + digest(name.toString());
    }

    /** The name for a time when others are taken, by number from 1. */
    static String of(CollectionPath original, int number) {
        return number == 1 ? of(original) : of(original) + "=" + number;
    }

    /** Whether {@link #of} can make this name of that collection. */
    static boolean isOf(String name, CollectionPath original) {
        String usual = of(original);
        // An escape, too, starts with an equals sign, but has a letter in it.
        return name.equals(usual)
                || (name.startsWith(usual + "=")
                        && NUMBER.matcher(name.substring(usual.length() + 1)).matches());
    }

    private static String digest(String name) {
        try {
            byte[] octets = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(octets, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
