package dev.fasti.store.file.cache;

import dev.fasti.store.file.cache.LogRecord.Chained;
import dev.fasti.store.file.index.Chain;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a change log tells.
 *
 * @param created when the collection was made or first seen, in milliseconds since 1970
 * @param chain the hash of each revision
 * @param latest the latest change of each name
 * @param end where the sound part of the file ends, in octets from its start
 * @param records how many records that part holds
 */
public record History(long created, Chain chain, Map<String, LogRecord> latest, long end, int records) {
    /** {@code FASTILG1}. */
    static final long MAGIC = 0x46415354494c4731L;

    /** Magic, creation, number of hashes, number of kept records. */
    static final int FIXED = Long.BYTES + Long.BYTES + Integer.BYTES + Integer.BYTES;

    /** What a log with no record takes. */
    static final int SMALLEST = FIXED + Long.BYTES + Integer.BYTES;

    /** A history with no change, told from all others by its random seed. */
    public static History begin(long created, long seed) {
        return new History(created, Chain.seeded(seed), Map.of(), 0, 0);
    }

    /**
     * Reads a log. Its end may be torn: what comes after the last sound record is left out.
     *
     * @return empty if the part that must be whole, up to the kept records of the last rewrite, is not
     */
    public static Optional<History> parse(byte[] octets) {
        ByteBuffer in = ByteBuffer.wrap(octets);
        if (in.remaining() < SMALLEST || in.getLong() != MAGIC) {
            return Optional.empty();
        }
        long created = in.getLong();
        int hashCount = in.getInt();
        int kept = in.getInt();
        if (hashCount < 1
                || kept < 0
                || kept >= hashCount
                || hashCount > (in.remaining() - Integer.BYTES) / Long.BYTES) {
            return Optional.empty();
        }
        long[] hashes = new long[hashCount];
        in.asLongBuffer().get(hashes);
        in.position(in.position() + hashCount * Long.BYTES);
        if (LogRecord.crc(octets, 0, in.position()) != in.getInt()) {
            return Optional.empty();
        }
        Map<String, LogRecord> latest = new HashMap<>();
        return readKept(in, hashes, kept, latest)
                ? Optional.of(readTail(in, created, hashes, kept, latest))
                : Optional.empty();
    }

    /** Superseded records are missing between these, so that only their own checksums vouch for them. */
    private static boolean readKept(ByteBuffer in, long[] hashes, int kept, Map<String, LogRecord> latest) {
        long revision = 0;
        for (int i = 0; i < kept; i++) {
            Optional<Chained> next = LogRecord.decode(in);
            if (next.isEmpty()) {
                return false;
            }
            LogRecord record = next.get().record();
            if (record.revision() <= revision
                    || record.revision() >= hashes.length
                    || hashes[(int) record.revision()] != next.get().chain()) {
                return false;
            }
            revision = record.revision();
            latest.put(record.name(), record);
        }
        return true;
    }

    private static History readTail(
            ByteBuffer in, long created, long[] hashes, int kept, Map<String, LogRecord> latest) {
        long[] all = hashes;
        int length = hashes.length;
        int records = kept;
        int end = in.position();
        while (true) {
            Optional<Chained> next = LogRecord.decode(in);
            if (next.isEmpty()
                    || next.get().record().revision() != length
                    || next.get().record().hash(all[length - 1]) != next.get().chain()) {
                return new History(created, Chain.of(Arrays.copyOf(all, length)), latest, end, records);
            }
            if (length == all.length) {
                all = Arrays.copyOf(all, length + length / 2 + 16);
            }
            all[length++] = next.get().chain();
            latest.put(next.get().record().name(), next.get().record());
            records++;
            end = in.position();
        }
    }
}
