package dev.fasti.config.key;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Guesses which known name somebody meant who wrote an unknown one. */
public final class NearestKey {
    private static final int LONGEST = 200;

    private NearestKey() {}

    /** The known path nearest to {@code unknown}, such as {@code server.port} for {@code server.prot} or {@code prot}. */
    static String path(String unknown) {
        return nearest(unknown, unknown.substring(unknown.lastIndexOf('.') + 1), Key::path);
    }

    /** The known variable nearest to {@code unknown}. */
    public static String variable(String unknown) {
        return nearest(unknown, unknown.replaceFirst("^FASTI_", ""), Key::variable);
    }

    /** A key's name alone counts too, at the price of one letter: the table may be missing or wrong. */
    private static String nearest(String unknown, String bare, Function<Key<?>, String> naming) {
        String whole = comparable(unknown);
        String name = comparable(bare);
        Comparator<Key<?>> distance = Comparator.comparingInt(
                key -> Math.min(edits(whole, comparable(naming.apply(key))), edits(name, key.name()) + 1));
        List<Key<?>> keys = Keys.ALL;
        return naming.apply(keys.stream().min(distance).orElseThrow());
    }

    private static String comparable(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST)).toLowerCase(Locale.ROOT);
    }

    /** How many letters must be added, removed, replaced or swapped with their neighbour to get from one to the other. */
    private static int edits(String from, String to) {
        int[][] d = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                d[i][j] = i == 0 || j == 0 ? i + j : step(d, from, to, i, j);
            }
        }
        return d[from.length()][to.length()];
    }

    private static int step(int[][] d, String from, String to, int i, int j) {
        boolean same = from.charAt(i - 1) == to.charAt(j - 1);
        int least = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + (same ? 0 : 1));
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(least, d[i - 2][j - 2] + 1) : least;
    }
}
