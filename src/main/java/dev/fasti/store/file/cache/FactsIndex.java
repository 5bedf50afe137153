package dev.fasti.store.file.cache;

import dev.fasti.store.CollectionKind;
import dev.fasti.store.file.disk.Digest;
import dev.fasti.store.file.disk.FileStamp;
import dev.fasti.store.file.disk.Places;
import dev.fasti.store.file.index.CollectionIndex;
import dev.fasti.store.file.index.Latest.Entry;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The file that remembers what was found in each member, so that unchanged files are neither read nor parsed again.
 *
 * <p>It is a cache keyed by name, size and modification time, nothing more: revisions are the change log's.
 */
public final class FactsIndex {
    /** {@code FASTIIX3}; another number when the format, or what facts mean, changes. */
    private static final long MAGIC = 0x4641535449495833L;

    private static final int HEADER = Long.BYTES + 1 + Integer.BYTES;
    private static final int SMALLEST_ENTRY = 4 + 4 * Long.BYTES + Digest.BYTES + 2 + 4;
    private static final long LARGEST = 1L << 30;

    private FactsIndex() {}

    /** The members that the file knows, without revision and properties; none if it is missing or not sound. */
    public static Map<String, Entry> load(Path file, CollectionKind kind) throws IOException {
        FileStamp stamp = FileStamp.of(file).orElse(null);
        if (stamp == null || !stamp.isFile() || stamp.size() > LARGEST) {
            return Map.of();
        }
        return parse(Files.readAllBytes(file), kind);
    }

    /** How many members the file says that it knows; none if it is missing or cut off. */
    public static long count(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] header = in.readNBytes(HEADER);
            return header.length < HEADER
                    ? 0
                    : Math.max(0, ByteBuffer.wrap(header).getInt(HEADER - Integer.BYTES));
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    public static Map<String, Entry> parse(byte[] octets, CollectionKind kind) {
        return tryToParse(octets, kind).orElse(Map.of());
    }

    /** Whether the octets are a whole index of this version and of a collection of this kind. */
    public static boolean isSound(byte[] octets, CollectionKind kind) {
        return tryToParse(octets, kind).isPresent();
    }

    private static Optional<Map<String, Entry>> tryToParse(byte[] octets, CollectionKind kind) {
        if (octets.length < HEADER + Integer.BYTES) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(octets, 0, octets.length - Integer.BYTES);
        int crc = ByteBuffer.wrap(octets).getInt(octets.length - Integer.BYTES);
        if (LogRecord.crc(octets, 0, octets.length - Integer.BYTES) != crc
                || in.getLong() != MAGIC
                || in.get() != kind.ordinal()) {
            return Optional.empty();
        }
        try {
            return Optional.of(entries(in));
        } catch (BufferUnderflowException | IllegalArgumentException | DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static Map<String, Entry> entries(ByteBuffer in) {
        int count = in.getInt();
        if (count < 0 || count > in.remaining() / SMALLEST_ENTRY) {
            throw new BufferUnderflowException();
        }
        FactsCodec facts = new FactsCodec();
        Map<String, Entry> entries = new HashMap<>(count * 2);
        for (int i = 0; i < count; i++) {
            String name = FactsCodec.text(in);
            Entry entry = new Entry(
                    name,
                    Digest.read(in),
                    in.getLong(),
                    in.getLong(),
                    in.getLong(),
                    in.getLong(),
                    0,
                    facts.read(in),
                    Map.of());
            entries.put(name, entry);
        }
        return entries;
    }

    /** Writes the file anew; an older one stays until the new one is whole and durable. */
    public static void save(Path file, CollectionKind kind, CollectionIndex index) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        Places.makeOwn(Places.parent(file));
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary), 1 << 16)) {
            GrowingBuffer buffer = new GrowingBuffer();
            buffer.putLong(MAGIC).putByte(kind.ordinal()).putInt(index.byName().size());
            for (Entry entry : index.byName().values()) {
                buffer.putText(entry.name()).putDigest(entry.digest()).putLong(entry.size());
                buffer.putLong(entry.mtime()).putLong(entry.created()).putLong(entry.modified());
                FactsCodec.write(entry.facts(), buffer);
                buffer.drainTo(out);
            }
            buffer.drainTo(out);
            buffer.putInt(buffer.checksum());
            buffer.drainTo(out);
        }
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
