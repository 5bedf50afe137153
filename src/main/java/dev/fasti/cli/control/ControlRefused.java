package dev.fasti.cli.control;

/** The server does not run the command, or has ended it. The message is for the person who asked. */
public final class ControlRefused extends Exception {
    private static final long serialVersionUID = 1L;

    ControlRefused(String sentence) {
        super(sentence);
    }
}
