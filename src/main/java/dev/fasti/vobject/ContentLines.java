package dev.fasti.vobject;

import com.github.mangstadt.vinnie.VObjectProperty;
import com.github.mangstadt.vinnie.io.Context;
import com.github.mangstadt.vinnie.io.VObjectDataListener;
import com.github.mangstadt.vinnie.io.VObjectReader;
import com.github.mangstadt.vinnie.io.Warning;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads content lines, taking what sloppy exporters write: any line end, blank lines, control characters, a byte order
 * mark, folds within a UTF-8 sequence.
 *
 * <p>Nothing is kept: memory is as {@link #memory} says, time is linear in the octets.
 */
public final class ContentLines {
    /** The deepest nesting that is read; what clients write needs 3. */
    public static final int MAX_DEPTH = 32;

    /** The most octets of a property's name and parameters, unfolded. */
    public static final int MAX_HEADER = 65_536;

    /**
     * The most octets of one line, unfolded. What is longer, such as a picture, is cut there and ends with a NUL, which
     * stands nowhere else: a sink that wants a value of that length has to look for it.
     */
    public static final int MAX_LINE = 1_048_576;

    /** The least first octet, in UTF-8, of a character that makes Java keep a text in two octets a character. */
    private static final int WIDE = 0xC4;

    private ContentLines() {}

    /**
     * How many octets of memory {@link #read} takes at most.
     *
     * <p>The least heaps in which OpenJDK 17 reads 4 MB of lines, less what it needs for a few, were 2.1 to 3.2 times the
     * octets, these themselves included; 6.5 times where the text is not Latin-1; for 1 MB that is one such line 9.6 times.
     */
    public static long memory(byte[] octets) {
        for (byte octet : octets) {
            if ((octet & 0xFF) >= WIDE) {
                return 6L * octets.length + 3L * Math.min(MAX_LINE, octets.length);
            }
        }
        return 5L * octets.length / 2;
    }

    /**
     * Reads {@code octets} to their end, or to the first fault that ends reading.
     *
     * @param octets the content; not changed, not kept
     * @param sink told everything; what it throws ends reading and is passed on
     */
    public static void read(byte[] octets, Dialect dialect, ContentSink sink) {
        String text = CleanText.of(octets, dialect);
        if (text == null) {
            sink.fault(Fault.HEADER);
            return;
        }
        if (CleanText.lostOctets(text, octets, dialect)) {
            sink.fault(Fault.CHARSET);
        }
        Listener listener = new Listener(sink, dialect);
        try (VObjectReader reader = new VObjectReader(new StringReader(text), dialect.rules())) {
            reader.setDefaultQuotedPrintableCharset(StandardCharsets.UTF_8);
            reader.parse(listener);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
        if (listener.open > 0 && !listener.stopped) {
            sink.fault(Fault.UNBALANCED);
        }
    }

    /** Vinnie's events, held to the rules that Vinnie itself is lenient about. */
    private static final class Listener implements VObjectDataListener {
        private final ContentSink sink;
        private final Dialect dialect;
        private int open;
        private boolean stopped;

        Listener(ContentSink sink, Dialect dialect) {
            this.sink = sink;
            this.dialect = dialect;
        }

        @Override
        public void onComponentBegin(String name, Context context) {
            if (open == MAX_DEPTH) {
                stop(Fault.DEPTH, context);
                return;
            }
            sink.begin(named(context), open++);
        }

        @Override
        public void onComponentEnd(String name, Context context) {
            if (stopped) {
                return;
            }
            // Vinnie closes inner components along with the one named, so that a missing END would go unseen.
            String component = named(context);
            if (!name.equalsIgnoreCase(component)) {
                stop(Fault.UNBALANCED, context);
                return;
            }
            sink.end(component, --open);
        }

        @Override
        public void onProperty(VObjectProperty property, Context context) {
            if (stopped) {
                return;
            }
            if (dialect == Dialect.ICALENDAR && property.getGroup() != null) { // only vCard has groups
                property.setName(property.getGroup() + "." + property.getName());
                property.setGroup(null);
            }
            sink.property(property, open - 1);
        }

        @Override
        public void onVersion(String value, Context context) {
            onProperty(new VObjectProperty("VERSION", value), context);
        }

        @Override
        public void onWarning(
                Warning warning, @Nullable VObjectProperty property, @Nullable Exception thrown, Context context) {
            switch (warning) {
                case MALFORMED_LINE -> sink.fault(Fault.LINE);
                case EMPTY_BEGIN, EMPTY_END, UNMATCHED_END -> stop(Fault.UNBALANCED, context);
                default -> {} // an unknown charset or version is for the sink to judge
            }
        }

        /** The name in a BEGIN or END. Vinnie's is in the default locale's upper case, which is not the same in Turkish. */
        private static String named(Context context) {
            String line = context.getUnfoldedLine();
            return line.substring(line.indexOf(':') + 1).strip().toUpperCase(Locale.ROOT);
        }

        private void stop(Fault fault, Context context) {
            if (!stopped) {
                stopped = true;
                context.stop();
                sink.fault(fault);
            }
        }
    }
}
