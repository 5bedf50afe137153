package dev.fasti.store.file.cache;

import dev.fasti.store.file.disk.Digest;
import dev.fasti.store.file.disk.FileStamp;
import dev.fasti.store.file.disk.Places;
import dev.fasti.store.file.index.Chain;
import dev.fasti.store.file.index.CollectionIndex;
import dev.fasti.store.file.index.Entry;
import dev.fasti.store.file.index.Latest;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * The append-only file of a collection's changes. Used under the collection's lock only.
 *
 * <p>Records are not forced to the disk: a tail that a crash takes away makes the tokens of that tail unknown, and
 * they are refused. {@link History} says what is read back.
 */
public final class ChangeLog {
    private static final long LARGEST = 1L << 30;

    /** So many records are appended one by one; for more it is quicker to write the file anew. */
    private static final int FEW = 64;

    private final Path file;
    private long end;
    private int records;
    private int rewrites;
    private boolean whole;
    /** Whether the file goes on after its last good record. */
    private boolean frayed;

    public ChangeLog(Path file) {
        this.file = file;
    }

    /**
     * How far a log goes.
     *
     * @param end where its sound part ends, in octets from its start
     * @param records how many records that part holds
     */
    public record Extent(long end, int records) {
        /** That of no file. */
        static final Extent NONE = new Extent(-1, 0);
    }

    /** How far the file goes. */
    public Extent extent() {
        return whole ? new Extent(end, records) : Extent.NONE;
    }

    /**
     * Goes on with a file that is known and need not be read.
     *
     * @param last the chain hash of its last record
     * @return whether this is that file, and goes no farther; if not, nothing has happened
     */
    public boolean resume(Extent known, long last) throws IOException {
        ByteBuffer tail = ByteBuffer.allocate(Long.BYTES);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (known.end() < History.SMALLEST || channel.size() != known.end()) {
                return false;
            }
            // Both the last record and a header without records end with a chain hash and a checksum.
            channel.read(tail, known.end() - Integer.BYTES - Long.BYTES);
        } catch (NoSuchFileException e) {
            return false;
        }
        if (tail.hasRemaining() || tail.getLong(0) != last) {
            return false;
        }
        end = known.end();
        records = known.records();
        frayed = false;
        whole = true;
        return true;
    }

    /** What the file tells; empty if there is none that can be trusted. */
    public Optional<History> load() throws IOException {
        Optional<FileStamp> stamp = FileStamp.of(file);
        if (stamp.isEmpty() || !stamp.get().isFile() || stamp.get().size() > LARGEST) {
            return Optional.empty();
        }
        Optional<History> history = History.parse(Files.readAllBytes(file));
        if (history.isPresent()) {
            end = history.get().end();
            records = history.get().records();
            frayed = stamp.get().size() != end;
            whole = true;
        }
        return history;
    }

    /**
     * Adds a record at the end.
     *
     * @param index the state without the record, from which a file that is gone is written again
     * @param created see {@link History#created}
     */
    public void append(LogRecord record, long chain, CollectionIndex index, long created) throws IOException {
        if (whole) {
            try {
                append(record, chain);
                return;
            } catch (NoSuchFileException e) {
                whole = false; // Caches may be deleted at any time.
            }
        }
        rewrite(index, created);
        append(record, chain);
    }

    /** Adds the records that opening the collection found to be missing; {@code index} has them already. */
    public void catchUp(List<LogRecord> added, CollectionIndex index, long created) throws IOException {
        if (!whole || added.size() > FEW) {
            rewrite(index, created);
            return;
        }
        for (LogRecord record : added) {
            append(record, index.chain().at(record.revision()));
        }
    }

    private void append(LogRecord record, long chain) throws IOException {
        ByteBuffer octets = record.encode(chain);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long position = end;
            while (octets.hasRemaining()) {
                position += channel.write(octets, position);
            }
            if (frayed) {
                channel.truncate(position);
                frayed = false;
            }
            end = position;
            records++;
        }
    }

    /** A point to which the log can be taken back. */
    public record Mark(long end, int records, int rewrites) {}

    public Mark mark() {
        return new Mark(end, records, rewrites);
    }

    /** Takes back what was appended since: what it tells of did not happen. */
    public void takeBack(Mark mark) {
        if (mark.rewrites() != rewrites) {
            whole = false;
            return;
        }
        end = mark.end();
        records = mark.records();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(end);
        } catch (IOException e) {
            whole = false;
        }
    }

    /** The chain went on without the file: the next append writes the file anew. */
    public void fallBehind() {
        whole = false;
    }

    /** Whether superseded records have come to dominate. */
    public boolean isBloated(int members, int slack) {
        return records > 4L * members + slack;
    }

    /** Writes the file anew: every hash, but only the latest record of each name. */
    public void rewrite(CollectionIndex index, long created) throws IOException {
        Chain chain = index.chain();
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        Places.makeOwn(Places.parent(file));
        long size = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary), 1 << 16)) {
            byte[] header = header(chain, index.byRevision().size(), created);
            out.write(header);
            size += header.length;
            for (Latest latest : index.byRevision()) {
                Digest digest = latest instanceof Entry entry ? entry.digest() : null;
                LogRecord record = new LogRecord(latest.revision(), latest.time(), latest.name(), digest);
                ByteBuffer octets = record.encode(chain.at(latest.revision()));
                out.write(octets.array(), 0, octets.limit());
                size += octets.limit();
            }
        }
        force(temporary);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        end = size;
        records = index.byRevision().size();
        rewrites++;
        frayed = false;
        whole = true;
    }

    private static byte[] header(Chain chain, int kept, long created) {
        int hashes = Math.toIntExact(chain.revision() + 1);
        ByteBuffer out = ByteBuffer.allocate(History.FIXED + hashes * Long.BYTES + Integer.BYTES);
        out.putLong(History.MAGIC).putLong(created).putInt(hashes).putInt(kept);
        for (int revision = 0; revision < hashes; revision++) {
            out.putLong(chain.at(revision));
        }
        out.putInt(LogRecord.crc(out.array(), 0, out.position()));
        return out.array();
    }

    /** Makes the log durable; if it is gone, there is nothing to make so. */
    public void force() throws IOException {
        if (whole) {
            try {
                force(file);
            } catch (NoSuchFileException e) {
                whole = false;
            }
        }
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
