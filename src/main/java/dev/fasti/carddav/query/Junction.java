package dev.fasti.carddav.query;

/** The {@code test} attribute: how several conditions go together (RFC 6352 sections 10.5 and 10.5.1). */
enum Junction {
    /** {@code anyof}: one is enough. */
    ANY(Verdict.NO) {
        @Override
        Verdict join(Verdict one, Verdict other) {
            return one.or(other);
        }
    },
    /** {@code allof}: each has to hold. */
    ALL(Verdict.YES) {
        @Override
        Verdict join(Verdict one, Verdict other) {
            return one.and(other);
        }
    };

    private final Verdict none;

    Junction(Verdict none) {
        this.none = none;
    }

    abstract Verdict join(Verdict one, Verdict other);

    /** What to begin with: the verdict on no conditions at all. */
    Verdict none() {
        return none;
    }
}
