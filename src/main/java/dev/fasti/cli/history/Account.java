package dev.fasti.cli.history;

import dev.fasti.cli.history.Undo.Mode;
import dev.fasti.cli.history.Undo.Telling;
import dev.fasti.store.condition.StoreException;
import java.io.IOException;

/** Tells what an undoing does, does it unless it is a rehearsal, and counts. */
final class Account {
    private final Mode mode;
    private final Telling telling;
    private int done;
    private int failed;

    Account(Mode mode, Telling telling) {
        this.mode = mode;
        this.telling = telling;
    }

    /** How many changes have been made, or would be. */
    int done() {
        return done;
    }

    /** How many were not possible. */
    int failed() {
        return failed;
    }

    boolean isRehearsal() {
        return mode == Mode.DRY_RUN;
    }

    /** Tells something that is no change. */
    void say(Object about, String what) throws IOException {
        telling.say(about + ": " + what);
    }

    /** Tells what is done, and does it; whether that was possible, as far as can be told. */
    boolean perform(Object about, String what, Runnable change) throws IOException {
        say(about, what);
        if (mode == Mode.FOR_REAL) {
            try {
                change.run();
            } catch (StoreException e) {
                impossible(about, reason(e));
                return false;
            }
        }
        done++;
        return true;
    }

    /** Something that should be done cannot be. */
    void impossible(Object about, String why) throws IOException {
        failed++;
        say(about, "NOT POSSIBLE: " + why);
    }

    private static String reason(StoreException failure) {
        return failure instanceof StoreException.UidConflict conflict
                ? conflict.holder() + " has its UID by now"
                : failure.getClass().getSimpleName() + " " + failure.getMessage();
    }
}
