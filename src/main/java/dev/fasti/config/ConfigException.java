package dev.fasti.config;

import java.util.List;

/**
 * A configuration that no server may start with. Each problem is one line that names where it was given: {@code
 * file:line}, a variable of the environment, or a flag.
 */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /** @param problems at least one line, each whole by itself */
    public ConfigException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems), null, false, false);
        this.problems = List.copyOf(problems);
    }

    /** All that is wrong, in the order of reading; never empty. */
    public List<String> problems() {
        return problems;
    }
}
