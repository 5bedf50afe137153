package dev.fasti.store.file.index;

import dev.fasti.store.SearchedValues;
import dev.fasti.store.file.disk.GrowingBuffer;
import dev.fasti.store.file.index.Entry.Content;
import dev.fasti.store.file.index.Entry.Known;
import dev.fasti.store.file.index.Entry.Times;
import dev.fasti.store.file.index.Latest.Tombstone;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Members and those that are gone as octets, but for properties, and the shared copies of what many have in common.
 *
 * <p>Not for use by several threads at once.
 */
public final class EntryCodec {
    /** What an entry takes at least. */
    public static final int SMALLEST = Integer.BYTES + 9 * Long.BYTES + 2 + 2 * Long.BYTES + Integer.BYTES;

    private static final int UID = 1;
    private static final int STEM = 2;
    private static final int COMPONENT = 4;
    private static final int VALUES = 8;

    private static final long MIN_SECOND = Instant.MIN.getEpochSecond();
    private static final long MAX_SECOND = Instant.MAX.getEpochSecond();

    private final Map<String, String> shared = new HashMap<>();

    public static void write(Entry entry, GrowingBuffer out) {
        out.putText(entry.name()).putDigest(entry.digest());
        out.putLong(entry.size()).putLong(entry.mtime());
        out.putLong(entry.created()).putLong(entry.modified()).putLong(entry.revision());
        String uid = entry.otherUid();
        String component = entry.component();
        int flags = (uid == null ? 0 : UID)
                | (entry.isUidStem() ? STEM : 0)
                | (component == null ? 0 : COMPONENT)
                | (entry.values().size() == 0 ? 0 : VALUES);
        out.putByte(flags).putByte(entry.traits());
        out.putLong(entry.earliest()).putLong(entry.latest()).putInt(entry.uidHash());
        writeText(uid, out);
        writeText(component, out);
        if (entry.values().size() > 0) {
            out.putOctets(entry.values().octets());
        }
    }

    private static void writeText(@Nullable String text, GrowingBuffer out) {
        if (text != null) {
            out.putText(text);
        }
    }

    /**
     * Reads an entry back.
     *
     * @throws BufferUnderflowException if the octets end early
     * @throws IllegalArgumentException if they make no sense
     */
    public Entry read(ByteBuffer in) {
        String name = text(in);
        Content content =
                new Content(in.getLong(), in.getLong(), in.getLong(), in.getLong(), in.getLong(), in.getLong());
        Times times = new Times(in.getLong(), in.getLong(), in.getLong());
        return new Entry(name, content, times, known(name, in), Map.of());
    }

    private Known known(String name, ByteBuffer in) {
        int flags = in.get();
        int traits = in.get();
        boolean isStem = (flags & STEM) != 0;
        if ((flags & ~(UID | STEM | COMPONENT | VALUES)) != 0
                || !TraitBits.isValid(traits)
                || isStem && ((flags & UID) != 0 || !Entry.hasStem(name))) {
            throw new IllegalArgumentException("unknown flags");
        }
        long earliest = time(in.getLong(), Long.MIN_VALUE);
        long latest = time(in.getLong(), Long.MAX_VALUE);
        int uidHash = in.getInt();
        return new Known(
                (flags & UID) == 0 ? null : text(in),
                isStem,
                uidHash,
                (flags & COMPONENT) == 0 ? null : shared(text(in)),
                earliest,
                latest,
                traits,
                (flags & VALUES) == 0 ? SearchedValues.NONE : values(in));
    }

    private static long time(long seconds, long none) {
        if (seconds != none && (seconds < MIN_SECOND || seconds > MAX_SECOND)) {
            throw new IllegalArgumentException("no such time");
        }
        return seconds;
    }

    private static SearchedValues values(ByteBuffer in) {
        byte[] octets = new byte[length(in)];
        in.get(octets);
        return SearchedValues.of(octets);
    }

    private String shared(String text) {
        return shared.computeIfAbsent(text, same -> same);
    }

    public static void write(Tombstone tombstone, GrowingBuffer out) {
        out.putText(tombstone.name()).putLong(tombstone.revision()).putLong(tombstone.time());
    }

    /**
     * Reads one back that is gone.
     *
     * @throws BufferUnderflowException if the octets end early
     */
    public static Tombstone readTombstone(ByteBuffer in) {
        return new Tombstone(text(in), in.getLong(), in.getLong());
    }

    private static String text(ByteBuffer in) {
        int length = length(in);
        String text = new String(in.array(), in.arrayOffset() + in.position(), length, StandardCharsets.UTF_8);
        in.position(in.position() + length);
        return text;
    }

    private static int length(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        return length;
    }
}
