package dev.fasti.cli;

/** x. */
public final class Fasti {
    private Fasti() {}

    /** y. */
    public static void main(String[] args) {}
}
