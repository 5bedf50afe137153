package dev.fasti.store.file.past;

import java.io.IOException;
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
import java.util.function.Predicate;
import java.util.stream.Stream;

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
        events.forEach(
                event -> lines.append('\n').append(EventLine.encode(event)).append('\n'));
        return lines.toString().getBytes(StandardCharsets.UTF_8);
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
        return read(line -> true);
    }

    /** What it tells of the collection as a whole. */
    public Life life() throws IOException {
        return new Life(read(EventLine::isOfCollection).stream()
                .flatMap(line -> line instanceof CollectionEvent event ? Stream.of(event) : Stream.empty())
                .toList());
    }

    private List<JournalLine> read(Predicate<String> which) throws IOException {
        List<JournalLine> found = new ArrayList<>();
        if (Files.exists(file)) {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            text.lines().filter(which).forEach(line -> EventLine.decode(line).ifPresent(found::add));
        }
        return found;
    }

    /**
     * Drops events before a time from the front, and more if it is too large all the same; only if much would go.
     *
     * @param limit events before it may go
     */
    public void trim(Instant limit) throws IOException {
        long size = Files.exists(file) ? Files.size(file) : 0;
        if (size < SMALL) {
            return;
        }
        List<JournalLine> events = read();
        int first = 0;
        while (first < events.size() && events.get(first).time().isBefore(limit)) {
            first++;
        }
        if (size > LARGEST) {
            first = Math.max(first, events.size() / 2);
        }
        if (first > events.size() / 4) {
            rewrite(events.subList(first, events.size()));
        }
    }

    /** Drops every change that {@code gone} picks. */
    public void forget(Predicate<Event> gone) throws IOException {
        List<JournalLine> events = read();
        List<JournalLine> rest = events.stream()
                .filter(line -> !(line instanceof Event event && gone.test(event)))
                .toList();
        if (rest.size() < events.size()) {
            rewrite(rest);
        }
    }

    private void rewrite(List<JournalLine> events) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        byte[] octets = text(events);
        Files.write(fresh, octets);
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        end = octets.length;
    }
}
