package dev.fasti.cli.frame;

/** A command that could not do what it was asked to. The message is for the person who asked. */
public final class CommandFailure extends Exception {
    private static final long serialVersionUID = 1L;

    public CommandFailure(String message) {
        super(message);
    }
}
