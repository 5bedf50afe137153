package dev.fasti.cli.doctor;

import java.io.IOException;
import java.util.List;

/** One part of an examination. It changes nothing: what it makes to try something, it removes. */
@FunctionalInterface
public interface Check {
    /**
     * Looks.
     *
     * @return what was found, good and bad; empty if there is nothing to look at here
     * @throws IOException if it cannot look; the message says why
     */
    List<Finding> findings() throws IOException;
}
