package dev.fasti.cli;

/** A command that could not do what it was asked to. The message is for the person who asked. */
final class CommandFailure extends Exception {
    private static final long serialVersionUID = 1L;

    CommandFailure(String message) {
        super(message);
    }
}
