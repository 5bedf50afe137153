package dev.fasti.cli.control;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;

/** The streams of a command in the process of who called it, who waits for it until that process ends. */
public record OwnStreams(InputStream in, OutputStream out, PrintStream err) implements Streams {
    @Override
    public void requireWanted() {
        // Interrupting the command ends the process.
    }
}
