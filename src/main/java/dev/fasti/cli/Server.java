package dev.fasti.cli;

import dev.fasti.config.Config;

/** The running server: puts store, engine and listener together, and takes them apart in order. */
final class Server {
    private final Terminal terminal;
    private final String addUser;

    /**
     * @param terminal gets the one line with the URL on {@code out}
     * @param addUser the whole command that adds a user, for a start where there is none
     */
    Server(Terminal terminal, String addUser) {
        this.terminal = terminal;
        this.addUser = addUser;
    }

    /**
     * Serves until the process is told to stop.
     *
     * @return the exit code
     */
    int run(Config config) throws Exception {
        terminal.err()
                .println("serve is not put together yet: " + config.server() + " " + config.storage() + " " + addUser);
        return ExitCode.FAILURE;
    }
}
