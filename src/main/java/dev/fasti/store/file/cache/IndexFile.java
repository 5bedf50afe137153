package dev.fasti.store.file.cache;

import dev.fasti.store.CollectionKind;
import dev.fasti.store.file.disk.FileStamp;
import dev.fasti.store.file.disk.GrowingBuffer;
import dev.fasti.store.file.disk.Places;
import dev.fasti.store.file.disk.SlidingBuffer;
import dev.fasti.store.file.index.Chain;
import dev.fasti.store.file.index.CollectionIndex;
import dev.fasti.store.file.index.Entry;
import dev.fasti.store.file.index.EntryCodec;
import dev.fasti.store.file.index.Latest.Tombstone;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The file that remembers a collection as it was open last, so that unchanged files are neither read nor parsed again.
 *
 * <p>It is a cache and nothing more: {@link SavedIndex} says how much of it may be believed.
 */
public final class IndexFile {
    /** {@code FASTIIX4}; another number when the format, or what facts mean, changes. */
    private static final long MAGIC = 0x4641535449495834L;

    private static final int HEADER = Long.BYTES + 1 + 3 * Long.BYTES + 4 * Integer.BYTES;
    private static final long LARGEST = 1L << 30;

    private IndexFile() {}

    /** What the file tells; empty if it is missing, not sound, or of a collection of another kind. */
    public static Optional<SavedIndex> load(Path file, CollectionKind kind) throws IOException {
        FileStamp stamp = FileStamp.of(file).orElse(null);
        if (stamp == null || !stamp.isFile() || stamp.size() > LARGEST) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, stamp.size(), kind);
        }
    }

    /** How many members the file says that it knows, of which it must hold each; none if it is missing or cut off. */
    public static long count(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] header = in.readNBytes(HEADER);
            if (header.length < HEADER) {
                return 0;
            }
            int count = ByteBuffer.wrap(header).getInt(HEADER - 3 * Integer.BYTES);
            return Math.max(0, Math.min(count, Files.size(file) / EntryCodec.SMALLEST));
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    /**
     * What these octets tell; empty if they are not a whole index of this version and of a collection of this kind.
     *
     * @param size how many octets there are
     */
    public static Optional<SavedIndex> read(InputStream in, long size, CollectionKind kind) throws IOException {
        if (size < HEADER + Integer.BYTES) {
            return Optional.empty();
        }
        SlidingBuffer octets = new SlidingBuffer(in, size - Integer.BYTES);
        try {
            if (octets.take(ByteBuffer::getLong) != MAGIC || octets.take(ByteBuffer::get) != kind.ordinal()) {
                return Optional.empty();
            }
            SavedIndex saved = read(octets);
            boolean isWhole = octets.remaining() == 0
                    && new SlidingBuffer(in, Integer.BYTES).take(ByteBuffer::getInt) == octets.checksum();
            return isWhole ? Optional.of(saved) : Optional.empty();
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static SavedIndex read(SlidingBuffer in) throws IOException {
        long created = in.take(ByteBuffer::getLong);
        ChangeLog.Extent log = in.take(octets -> new ChangeLog.Extent(octets.getLong(), octets.getInt()));
        long mtime = in.take(ByteBuffer::getLong);
        int members = count(in, EntryCodec.SMALLEST);
        int gone = count(in, 1);
        int hashes = count(in, Long.BYTES);
        EntryCodec codec = new EntryCodec();
        List<Entry> entries = new ArrayList<>(members);
        for (int i = 0; i < members; i++) {
            Entry entry = in.take(codec::read);
            if (i > 0 && entries.get(i - 1).name().compareTo(entry.name()) >= 0) {
                throw new IllegalArgumentException("names that do not rise");
            }
            entries.add(entry);
        }
        List<Tombstone> tombstones = new ArrayList<>();
        for (int i = 0; i < gone; i++) {
            tombstones.add(in.take(EntryCodec::readTombstone));
        }
        long[] chain = new long[hashes];
        in.take(chain);
        return new SavedIndex(created, log, mtime, entries, tombstones, Chain.of(chain));
    }

    private static int count(SlidingBuffer in, int smallest) throws IOException {
        int count = in.take(ByteBuffer::getInt);
        if (count < 0 || count > in.remaining() / smallest) {
            throw new BufferUnderflowException();
        }
        return count;
    }

    /**
     * What there is to save.
     *
     * @param created see {@link History#created}
     * @param log how far the log goes, which tells of all that the index holds
     * @param mtime that of the folder when it held what the index does
     */
    public record State(CollectionKind kind, long created, ChangeLog.Extent log, long mtime, CollectionIndex index) {}

    /** Writes the file anew; an older one stays until the new one is whole and durable. */
    public static void save(Path file, State state) throws IOException {
        CollectionIndex index = state.index();
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        Places.makeOwn(Places.parent(file));
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary), 1 << 16)) {
            GrowingBuffer buffer = new GrowingBuffer();
            int hashes = Math.toIntExact(index.chain().revision() + 1);
            buffer.putLong(MAGIC).putByte(state.kind().ordinal()).putLong(state.created());
            buffer.putLong(state.log().end()).putInt(state.log().records());
            buffer.putLong(state.mtime());
            buffer.putInt(index.byName().size())
                    .putInt(index.tombstones().size())
                    .putInt(hashes);
            for (Entry entry : index.byName()) {
                EntryCodec.write(entry, buffer);
                buffer.drainTo(out);
            }
            index.tombstones().forEach(tombstone -> EntryCodec.write(tombstone, buffer));
            for (int revision = 0; revision < hashes; revision++) {
                buffer.putLong(index.chain().at(revision));
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
