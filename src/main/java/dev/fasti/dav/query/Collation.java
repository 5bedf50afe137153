package dev.fasti.dav.query;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A rule by which texts are taken as the same (RFC 4790), for the substring matches of calendar and address book
 * queries.
 *
 * <p>Two texts match where their {@linkplain #fold foldings} do, code point by code point: fold what is searched for
 * once, and each text that is searched.
 */
public enum Collation {
    /** Letters of ASCII match in either case, everything else as it is (RFC 4790 section 9.2). */
    ASCII_CASEMAP("i;ascii-casemap") {
        @Override
        public String fold(String text) {
            int at = firstLower(text);
            if (at < 0) {
                return text;
            }
            char[] folded = text.toCharArray();
            for (int i = at; i < folded.length; i++) {
                if (isLower(folded[i])) {
                    folded[i] -= CASE;
                }
            }
            return new String(folded);
        }
    },
    /** Octet by octet (RFC 4790 section 9.3): what comes to us is UTF-8, so characters say the same. */
    OCTET("i;octet") {
        @Override
        public String fold(String text) {
            return text;
        }
    },
    /** In title case and decomposed (RFC 5051 section 2). */
    UNICODE_CASEMAP("i;unicode-casemap") {
        @Override
        public String fold(String text) {
            if (isAscii(text)) {
                return ASCII_CASEMAP.fold(text);
            }
            if (isLatin(text)) {
                return foldLatin(text);
            }
            StringBuilder titled = new StringBuilder(text.length());
            text.codePoints().map(Character::toTitleCase).forEach(titled::appendCodePoint);
            // Also puts marks in their canonical order, which section 4 allows.
            return Normalizer.normalize(titled, Normalizer.Form.NFKD);
        }
    };

    /**
     * The foldings of the characters before the first combining mark. They begin with no mark, so that those of a text
     * are the folding of the text.
     */
    private static final String[] LATIN = new String['\u0300'];

    static {
        for (int c = 0; c < LATIN.length; c++) {
            LATIN[c] = Normalizer.normalize(Character.toString(Character.toTitleCase(c)), Normalizer.Form.NFKD);
        }
    }

    private static final int CASE = 'a' - 'A';
    private static final String DEFAULT = "default";

    private final String id;

    Collation(String id) {
        this.id = id;
    }

    /** The identifiers of all, to be announced. */
    public static List<String> ids() {
        return Arrays.stream(values()).map(Collation::id).toList();
    }

    /**
     * Finds a collation by its identifier.
     *
     * @param id such as {@code i;octet}, or {@code default}
     * @param standard the collation that {@code default} stands for; RFC 4791 and RFC 6352 have different ones
     * @return empty if there is none
     */
    public static Optional<Collation> find(String id, Collation standard) {
        String wanted = id.strip();
        return wanted.equals(DEFAULT)
                ? Optional.of(standard)
                : Arrays.stream(values()).filter(each -> each.id.equals(wanted)).findFirst();
    }

    /** As it stands in requests, such as {@code i;octet}. */
    public String id() {
        return id;
    }

    /** The form in which two texts are equal if this collation takes them as the same. */
    public abstract String fold(String text);

    private static int firstLower(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isLower(text.charAt(i))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isLatin(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= LATIN.length) {
                return false;
            }
        }
        return true;
    }

    private static String foldLatin(String text) {
        StringBuilder folded = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                folded.append(isLower(c) ? (char) (c - CASE) : c);
            } else {
                folded.append(LATIN[c]);
            }
        }
        return folded.toString();
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7f) {
                return false;
            }
        }
        return true;
    }
}
