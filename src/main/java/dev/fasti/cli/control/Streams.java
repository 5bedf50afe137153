package dev.fasti.cli.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * What a command reads and writes, wherever it runs. Octets pass as they are; text is UTF-8.
 *
 * <p>Nothing is buffered on the way out: whoever writes little pieces buffers them. Reading and writing throw {@link
 * InterruptedIOException} once nobody waits for the command any more.
 */
public interface Streams {
    /** Standard input. Nothing of it is taken before it is read from here. */
    InputStream in();

    /** Standard output: results, and nothing else. */
    OutputStream out();

    /** Standard error: what is wrong, and what is under way. */
    PrintStream err();

    /**
     * Returns if somebody still waits for the command. One that works long without reading or writing asks between
     * two steps, each of which leaves everything whole; its thread is never interrupted, so that no write of the
     * store is.
     *
     * @throws InterruptedIOException if the caller is gone or the server stops
     */
    void requireWanted() throws InterruptedIOException;

    /** Writes a line to standard output. */
    default void say(String line) throws IOException {
        out().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
