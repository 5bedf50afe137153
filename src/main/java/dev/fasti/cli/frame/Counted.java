package dev.fasti.cli.frame;

/** So many of something, in words. */
public final class Counted {
    private Counted() {}

    /** @param noun of one of them, whose plural has an s */
    public static String of(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
