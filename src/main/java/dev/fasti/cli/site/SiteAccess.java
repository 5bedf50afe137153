package dev.fasti.cli.site;

import dev.fasti.cli.control.Streams;
import dev.fasti.cli.frame.CommandFailure;
import dev.fasti.cli.frame.ConfigOptions;
import dev.fasti.cli.frame.Terminal;
import dev.fasti.config.Config;

/**
 * How a command comes to an open data folder: {@link CallerAccess} in the process that was called, {@link
 * ServerAccess} in the server, where the same command runs once more if the server has the folder.
 */
public sealed interface SiteAccess permits CallerAccess, ServerAccess {
    /** What a command does where the folder is open. */
    @FunctionalInterface
    interface SiteWork {
        /**
         * Does it. Only streams lead to the caller: files and terminals are not those of this process.
         *
         * @return the exit code
         */
        int run(OpenSite site, Streams streams) throws Exception;
    }

    /** What a command does in the process that was called, around its work on the folder: opens files, asks people. */
    @FunctionalInterface
    interface CallersPart {
        /**
         * Does it.
         *
         * @param terminal the caller's own streams
         * @param work runs the work on the folder with the streams that it is given; once at most
         * @return the exit code
         */
        int run(Terminal terminal, StreamWork work) throws Exception;
    }

    /** The work on the folder, as the caller's part sees it. */
    @FunctionalInterface
    interface StreamWork {
        /** @return the exit code */
        int run(Streams streams) throws Exception;
    }

    /** What a command does in a running server. */
    @FunctionalInterface
    interface ServerWork {
        /** @return the exit code */
        int run(OpenSite site, Serving serving, Streams streams) throws Exception;
    }

    /** What a command does where no server runs that could do its work. */
    @FunctionalInterface
    interface WithoutServer {
        /** @return the exit code */
        int run(Config config, Streams streams) throws Exception;
    }

    /**
     * Works on the folder with the caller's standard streams.
     *
     * @return the exit code
     * @throws CommandFailure if the folder is in use by a process that runs no commands, or there is none
     */
    default int run(ConfigOptions options, SiteWork work) throws Exception {
        return run(options, (terminal, inFolder) -> inFolder.run(terminal.streams()), work);
    }

    /**
     * Works on the folder, with something to do around it in the caller's process.
     *
     * @return the exit code
     * @throws CommandFailure if the folder is in use by a process that runs no commands, or there is none
     */
    int run(ConfigOptions options, CallersPart around, SiteWork work) throws Exception;

    /**
     * Works in the running server, if there is one; opens no folder itself.
     *
     * @param otherwise what is done where no server answers
     * @return the exit code
     */
    int runInServer(ConfigOptions options, ServerWork work, WithoutServer otherwise) throws Exception;
}
