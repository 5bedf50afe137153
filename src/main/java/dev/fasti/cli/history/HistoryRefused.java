package dev.fasti.cli.history;

/** What was asked of the history cannot be done; the message says why. */
public final class HistoryRefused extends Exception {
    private static final long serialVersionUID = 1;

    public HistoryRefused(String message) {
        super(message);
    }
}
