package dev.fasti.cli.frame;

import dev.fasti.cli.control.OwnStreams;
import dev.fasti.cli.control.Streams;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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
public record Terminal(
        InputStream in, PrintStream out, PrintStream err, Map<String, String> environment, PasswordSource passwords) {
    public Terminal {
        environment = Map.copyOf(environment);
    }

    /** The standard streams, for a command that may as well have others; output that nobody reads any more fails. */
    public Streams streams() {
        return new OwnStreams(in, new CheckedOutput(out), new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
