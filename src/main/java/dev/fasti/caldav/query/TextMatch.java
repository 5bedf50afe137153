package dev.fasti.caldav.query;

import dev.fasti.dav.query.Collation;

/**
 * A substring that a text must hold, or must not (RFC 4791 section 9.7.5).
 *
 * @param collation by which texts are compared
 * @param folded what is searched for, {@linkplain Collation#fold folded}
 * @param condition what is required
 */
record TextMatch(Collation collation, String folded, Condition condition) {
    TextMatch {
        folded = collation.fold(folded);
    }

    /** Whether a text is as required. */
    boolean matches(String text) {
        return isIn(text) == (condition == Condition.CONTAINS);
    }

    /** Whether a text holds what is searched for, whatever is required. */
    boolean isIn(String text) {
        return collation.fold(text).contains(folded);
    }

    /** The {@code negate-condition} attribute. */
    enum Condition {
        /** {@code no}. */
        CONTAINS,
        /** {@code yes}. */
        CONTAINS_NOT
    }
}
