package dev.fasti.cli.frame;

/** What a script learns when Fasti ends. */
public final class ExitCode {
    public static final int DONE = 0;
    public static final int FAILURE = 1;
    public static final int WRONG_USAGE = 2;

    /** No server has the data folder, says {@code fasti status}. */
    public static final int NOT_RUNNING = 3;

    /** EX_CONFIG of sysexits.h. */
    public static final int WRONG_CONFIGURATION = 78;

    private ExitCode() {}
}
