package dev.fasti.store.file.past;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The append-only file that tells who changed what in a collection. Written under the collection's lock only; read by
 * anybody.
 *
 * <p>Nothing of it is forced to the disk: a kept version says by its own name what it is, and only its author is lost
 * with a line. Each line has a line feed at both ends, so that one that a crash has cut damages no other; damaged lines are
 * passed over.
 */
public final class Journal {
    /** How large it may become, whatever the times in it. */
    static final long LARGEST = 16L << 20;

    /** Below this it is not worth writing it anew. */
    private static final long SMALL = 64L << 10;

    private static final long UNKNOWN = -1;

    private final Path file;
    private long end = UNKNOWN;

    public Journal(Path file) {
        this.file = file;
    }

    /** A point to which it can be taken back. */
    public record Point(long end) {}

    /** Adds events at the end. */
    public Point append(List<? extends JournalLine> events) throws IOException {
        ByteBuffer octets = ByteBuffer.wrap(text(events));
        try (FileChannel channel = open()) {
            Point before = new Point(end);
            long position = end;
            while (octets.hasRemaining()) {
                position += channel.write(octets, position);
            }
            end = position;
            return before;
        }
    }

    private static byte[] text(List<? extends JournalLine> events) {
        StringBuilder lines = new StringBuilder();
        events.forEach(event -> lines.append(framed(event)));
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String framed(JournalLine line) {
        return '\n' + EventLine.encode(line) + '\n';
    }

    private FileChannel open() throws IOException {
        if (end != UNKNOWN) {
            try {
                return FileChannel.open(file, StandardOpenOption.WRITE);
            } catch (NoSuchFileException e) {
                end = UNKNOWN;
            }
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        end = channel.size();
        return channel;
    }

    /** Takes back what was appended since: it did not happen. */
    public void takeBack(Point point) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(point.end());
            end = point.end();
        }
    }

    /** All that it tells, as it happened; whoever writes meanwhile may add some that is not in it. */
    public List<JournalLine> read() throws IOException {
        List<JournalLine> found = new ArrayList<>();
        each(line -> true, found::add);
        return found;
    }

    /** What it tells of the collection as a whole. */
    public Life life() throws IOException {
        List<CollectionEvent> events = new ArrayList<>();
        each(EventLine::isOfCollection, line -> {
            if (line instanceof CollectionEvent event) {
                events.add(event);
            }
        });
        return new Life(events);
    }

    /** Whoever is told a line. */
    private interface Listener {
        void hear(JournalLine line) throws IOException;
    }

    /** Tells one line after the other: all of them may be more than there is memory for. */
    private void each(Predicate<String> which, Listener listener) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        try (BufferedReader lines = lines()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                @Nullable
                JournalLine told = which.test(line) ? EventLine.decode(line).orElse(null) : null;
                if (told != null) {
                    listener.hear(told);
                }
            }
        }
    }

    private BufferedReader lines() throws IOException {
        return new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
    }

    /**
     * Drops events before a time from the front, and more if it is too large all the same; only if much would go.
     *
     * @param limit events before it may go
     */
    public void trim(Instant limit) throws IOException {
        long size = Files.exists(file) ? Files.size(file) : 0;
        if (size < SMALL || size <= LARGEST && !beginsBefore(limit)) {
            return;
        }
        Age age = new Age(limit);
        each(line -> true, age);
        int gone = size > LARGEST ? Math.max(age.old, age.all / 2) : age.old;
        if (gone > age.all / 4) {
            AtomicInteger place = new AtomicInteger();
            rewrite(line -> place.getAndIncrement() >= gone);
        }
    }

    /** How many lines there are, and how many at the front are older than a time. */
    private static final class Age implements Listener {
        private final Instant limit;
        private int all;
        private int old;

        Age(Instant limit) {
            this.limit = limit;
        }

        @Override
        public void hear(JournalLine line) {
            if (old == all && line.time().isBefore(limit)) {
                old++;
            }
            all++;
        }
    }

    /** Whether its first event is older: each opening asks, and most journals have nothing to drop. */
    private boolean beginsBefore(Instant limit) throws IOException {
        try (BufferedReader lines = lines()) {
            Optional<JournalLine> first = Optional.empty();
            for (String line = lines.readLine(); line != null && first.isEmpty(); line = lines.readLine()) {
                first = EventLine.decode(line);
            }
            return first.filter(event -> event.time().isBefore(limit)).isPresent();
        }
    }

    /** Drops every change that {@code gone} picks. */
    public void forget(Predicate<Event> gone) throws IOException {
        Predicate<JournalLine> stays = line -> !(line instanceof Event event && gone.test(event));
        AtomicInteger going = new AtomicInteger();
        each(line -> true, line -> going.addAndGet(stays.test(line) ? 0 : 1));
        if (going.get() > 0) {
            rewrite(stays);
        }
    }

    private void rewrite(Predicate<JournalLine> stays) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (BufferedWriter lines =
                new BufferedWriter(new OutputStreamWriter(Files.newOutputStream(fresh), StandardCharsets.UTF_8))) {
            each(line -> true, line -> {
                if (stays.test(line)) {
                    lines.append(framed(line));
                }
            });
        }
        long size;
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            channel.force(true);
            size = channel.size();
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        end = size;
    }
}
