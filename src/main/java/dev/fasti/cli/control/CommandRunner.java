package dev.fasti.cli.control;

import java.util.List;

/** Runs commands in the server, several at a time. */
@FunctionalInterface
public interface CommandRunner {
    /**
     * Runs a command to its end. Its failures are told on {@link Streams#err}, none is thrown.
     *
     * @param arguments the command's name and what follows it
     * @return the exit code
     */
    int run(List<String> arguments, Streams streams);
}
