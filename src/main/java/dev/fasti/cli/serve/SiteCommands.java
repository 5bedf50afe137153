package dev.fasti.cli.serve;

import dev.fasti.cli.control.Streams;
import dev.fasti.cli.site.OpenSite;
import dev.fasti.cli.site.Serving;
import java.util.List;

/** Runs commands where a data folder is open, several at a time. */
@FunctionalInterface
public interface SiteCommands {
    /**
     * Runs one command to its end. Its failures are told on {@link Streams#err}, none is thrown.
     *
     * @param arguments as they were given to the caller's process, which has parsed them already
     * @return the exit code
     */
    int run(List<String> arguments, OpenSite site, Serving serving, Streams streams);
}
