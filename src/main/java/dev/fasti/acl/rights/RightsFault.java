package dev.fasti.acl.rights;

/** What is wrong with a rights file. */
public final class RightsFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;

    /** @param line counted from 1 */
    RightsFault(int line, String reason) {
        super(reason);
        this.line = line;
    }

    /** Counted from 1. */
    public int line() {
        return line;
    }

    /** One line. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
