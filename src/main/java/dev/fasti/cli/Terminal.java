package dev.fasti.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;

/**
 * What a command may read and write.
 *
 * @param in standard input
 * @param out standard output: results, and nothing else
 * @param err standard error: what is wrong
 * @param environment the variables
 * @param passwords where new passwords come from
 */
record Terminal(
        InputStream in, PrintStream out, PrintStream err, Map<String, String> environment, PasswordSource passwords) {
    Terminal {
        environment = Map.copyOf(environment);
    }
}
