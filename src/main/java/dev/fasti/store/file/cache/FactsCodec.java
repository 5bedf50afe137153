package dev.fasti.store.file.cache;

import dev.fasti.store.Facts;
import dev.fasti.store.Facts.Trait;
import dev.fasti.store.SearchedValues;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Facts as octets, and the shared copies of what many facts have in common.
 *
 * <p>Not for use by several threads at once.
 */
public final class FactsCodec {
    private static final int UID = 1;
    private static final int COMPONENT = 2;
    private static final int EARLIEST = 4;
    private static final int LATEST = 8;
    private static final List<Set<Trait>> TRAITS = traitSets();

    private final Map<String, String> shared = new HashMap<>();

    private static List<Set<Trait>> traitSets() {
        List<Set<Trait>> sets = new ArrayList<>();
        for (int bits = 0; bits < 1 << Trait.values().length; bits++) {
            EnumSet<Trait> traits = EnumSet.noneOf(Trait.class);
            for (Trait trait : Trait.values()) {
                if ((bits & 1 << trait.ordinal()) != 0) {
                    traits.add(trait);
                }
            }
            sets.add(Set.copyOf(traits));
        }
        return List.copyOf(sets);
    }

    private static int bits(Set<Trait> traits) {
        int bits = 0;
        for (Trait trait : traits) {
            bits |= 1 << trait.ordinal();
        }
        return bits;
    }

    /** Equal facts that share what can be shared. */
    public static Facts compact(Facts facts) {
        if (facts.equals(Facts.NONE)) {
            return Facts.NONE;
        }
        String component = facts.component();
        return new Facts(
                facts.uid(),
                component == null ? null : component.intern(),
                facts.earliest(),
                facts.latest(),
                TRAITS.get(bits(facts.traits())),
                facts.values());
    }

    static void write(Facts facts, GrowingBuffer out) {
        int flags = (facts.uid() == null ? 0 : UID)
                | (facts.component() == null ? 0 : COMPONENT)
                | (facts.earliest() == null ? 0 : EARLIEST)
                | (facts.latest() == null ? 0 : LATEST);
        out.putByte(flags).putByte(bits(facts.traits()));
        writeText(facts.uid(), out);
        writeText(facts.component(), out);
        writeInstant(facts.earliest(), out);
        writeInstant(facts.latest(), out);
        out.putOctets(facts.values().octets());
    }

    private static void writeText(@Nullable String text, GrowingBuffer out) {
        if (text != null) {
            out.putText(text);
        }
    }

    private static void writeInstant(@Nullable Instant instant, GrowingBuffer out) {
        if (instant != null) {
            out.putLong(instant.getEpochSecond()).putInt(instant.getNano());
        }
    }

    /**
     * Reads facts back.
     *
     * @throws BufferUnderflowException if the octets end early
     * @throws IllegalArgumentException or {@link java.time.DateTimeException} if they make no sense
     */
    Facts read(ByteBuffer in) {
        int flags = in.get();
        int traits = in.get();
        if ((flags & ~(UID | COMPONENT | EARLIEST | LATEST)) != 0 || traits < 0 || traits >= TRAITS.size()) {
            throw new IllegalArgumentException("unknown flags");
        }
        String uid = (flags & UID) == 0 ? null : text(in);
        String component = (flags & COMPONENT) == 0 ? null : shared(text(in));
        Instant earliest = (flags & EARLIEST) == 0 ? null : instant(in);
        Instant latest = (flags & LATEST) == 0 ? null : instant(in);
        SearchedValues values = values(in);
        if (flags == 0 && traits == 0 && values.size() == 0) {
            return Facts.NONE;
        }
        return new Facts(uid, component, earliest, latest, TRAITS.get(traits), values);
    }

    private static SearchedValues values(ByteBuffer in) {
        int length = in.getInt();
        if (length == 0) {
            return SearchedValues.NONE;
        }
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] octets = new byte[length];
        in.get(octets);
        return SearchedValues.of(octets);
    }

    private String shared(String text) {
        return shared.computeIfAbsent(text, same -> same);
    }

    private static Instant instant(ByteBuffer in) {
        return Instant.ofEpochSecond(in.getLong(), in.getInt());
    }

    static String text(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        String text = new String(in.array(), in.arrayOffset() + in.position(), length, StandardCharsets.UTF_8);
        in.position(in.position() + length);
        return text;
    }
}
