package dev.fasti.cli.doctor;

import java.io.IOException;
import java.time.Duration;

/** A look at files that has not ended in time, and may never end. */
public final class Unanswered extends IOException {
    private static final long serialVersionUID = 1L;

    public Unanswered(Duration limit) {
        super("no answer within " + limit.toSeconds() + " s");
    }
}
