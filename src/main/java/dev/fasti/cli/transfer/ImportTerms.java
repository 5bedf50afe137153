package dev.fasti.cli.transfer;

/**
 * By which terms objects are taken in.
 *
 * @param conflict what becomes of those that meet another content
 * @param gone what becomes of those that were brought before, and are not to be brought any more
 * @param mode whether anything is written
 */
public record ImportTerms(ConflictRule conflict, Gone gone, Mode mode) {
    /** What becomes of an object here that is no longer where it came from. */
    public enum Gone {
        STAYS,
        /** It is deleted here, too, if it is as it came. */
        IS_REMOVED
    }

    /** Whether anything is written. */
    public enum Mode {
        WRITE,
        /** Everything is told as if it were. */
        DRY_RUN
    }

    boolean isDryRun() {
        return mode == Mode.DRY_RUN;
    }
}
