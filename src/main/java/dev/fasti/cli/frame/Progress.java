package dev.fasti.cli.frame;

import dev.fasti.cli.transfer.Parcel;
import java.io.PrintStream;

/** How far a command has come, on a terminal; nothing anywhere else. */
public final class Progress {
    private static final long EVERY = 200_000_000L;

    private final PrintStream err;
    private final boolean isShown;
    private long items;
    private long next = System.nanoTime();

    private Progress(PrintStream err, boolean isShown) {
        this.err = err;
        this.isShown = isShown;
    }

    public static Progress on(Terminal terminal) {
        boolean isTerminal = System.console() != null && PasswordSource.isTerminal(System.console());
        return new Progress(terminal.err(), isTerminal && terminal.err() == System.err);
    }

    /** A sink that counts items on their way to another. */
    public Parcel.Sink counting(Parcel.Sink sink) {
        return parcel -> {
            sink.take(parcel);
            if (parcel instanceof Parcel.Item) {
                items++;
                if (isShown && System.nanoTime() - next > 0) {
                    next = System.nanoTime() + EVERY;
                    err.print("\r" + items + " items ");
                    err.flush();
                }
            }
        };
    }

    /** Clears the line. */
    public void end() {
        if (isShown) {
            err.print("\r\033[K");
            err.flush();
        }
    }
}
