package dev.fasti.carddav.query;

/** An answer that may have to wait for a closer look. */
enum Verdict {
    YES,
    NO,
    /** What is known does not tell. */
    UNKNOWN;

    static Verdict of(boolean holds) {
        return holds ? YES : NO;
    }

    Verdict or(Verdict other) {
        if (this == YES || other == YES) {
            return YES;
        }
        return this == NO && other == NO ? NO : UNKNOWN;
    }

    Verdict and(Verdict other) {
        return not().or(other.not()).not();
    }

    private Verdict not() {
        return switch (this) {
            case YES -> NO;
            case NO -> YES;
            case UNKNOWN -> UNKNOWN;
        };
    }
}
