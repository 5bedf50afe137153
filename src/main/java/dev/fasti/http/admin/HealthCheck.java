package dev.fasti.http.admin;

import java.util.Optional;

/** One thing without which the server cannot do its work. */
@FunctionalInterface
public interface HealthCheck {
    /**
     * Looks, within milliseconds where all is well.
     *
     * @return what is wrong, in a sentence without a line break; empty if nothing is
     */
    Optional<String> problem();
}
