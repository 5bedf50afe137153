package dev.fasti.cli;

/** What a script learns when Fasti ends. */
final class ExitCode {
    static final int DONE = 0;
    static final int FAILURE = 1;
    static final int WRONG_USAGE = 2;

    /** No server has the data folder, says {@code fasti status}. */
    static final int NOT_RUNNING = 3;

    /** EX_CONFIG of sysexits.h. */
    static final int WRONG_CONFIGURATION = 78;

    private ExitCode() {}
}
