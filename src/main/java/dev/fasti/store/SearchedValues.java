package dev.fasti.store;

import dev.fasti.store.Facts.Value;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The values of a contact that searches compare, in the order of the card, held as octets: an address book keeps those
 * of each of its cards, and as texts they would take more than thrice the memory.
 *
 * <p>For each value that is the length of the property's name in one octet and the name, then the length of the text in
 * two octets and the text, both in UTF-8.
 */
public final class SearchedValues implements Iterable<Value> {
    /** No values. */
    public static final SearchedValues NONE = new SearchedValues(new byte[0], 0);

    private static final int MOST_NAME = 0xff;
    private static final int MOST_TEXT = 0xffff;
    private static final int NAME_LENGTH = 1;
    private static final int TEXT_LENGTH = 2;

    private final byte[] octets;
    private final int size;

    private SearchedValues(byte[] octets, int size) {
        this.octets = octets;
        this.size = size;
    }

    /** These values; of a name at most 255 octets, of a text at most 65,535. */
    public static SearchedValues of(List<Value> values) {
        if (values.isEmpty()) {
            return NONE;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Value value : values) {
            byte[] name = value.property().getBytes(StandardCharsets.UTF_8);
            byte[] text = value.text().getBytes(StandardCharsets.UTF_8);
            if (name.length > MOST_NAME || text.length > MOST_TEXT) {
                throw new IllegalArgumentException(
                        "a name of " + name.length + " octets, a text of " + text.length + " is too much");
            }
            out.write(name.length);
            out.writeBytes(name);
            out.write(text.length >> Byte.SIZE);
            out.write(text.length);
            out.writeBytes(text);
        }
        return new SearchedValues(out.toByteArray(), values.size());
    }

    /**
     * The values that {@link #octets} gave; not copied.
     *
     * @throws BufferUnderflowException if they end early
     */
    public static SearchedValues of(byte[] octets) {
        int size = 0;
        int at = 0;
        while (at < octets.length) {
            at += NAME_LENGTH + (octets[at] & MOST_NAME);
            if (at + TEXT_LENGTH > octets.length) {
                throw new BufferUnderflowException();
            }
            at += TEXT_LENGTH + textLength(octets, at);
            size++;
        }
        if (at > octets.length) {
            throw new BufferUnderflowException();
        }
        return size == 0 ? NONE : new SearchedValues(octets, size);
    }

    /** As a file keeps them. */
    public byte[] octets() {
        return octets.clone();
    }

    /** How many there are. */
    public int size() {
        return size;
    }

    /** The texts of a property, in the order of the card. */
    public List<String> texts(String property) {
        List<String> texts = new ArrayList<>(2);
        for (int at = 0; at < octets.length; at = after(at)) {
            if (isOf(property, at)) {
                texts.add(text(at));
            }
        }
        return texts;
    }

    private boolean isOf(String property, int at) {
        int length = octets[at] & MOST_NAME;
        if (length != property.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (octets[at + NAME_LENGTH + i] != property.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private String text(int at) {
        int text = at + NAME_LENGTH + (octets[at] & MOST_NAME);
        return new String(octets, text + TEXT_LENGTH, textLength(octets, text), StandardCharsets.UTF_8);
    }

    private String name(int at) {
        return new String(octets, at + NAME_LENGTH, octets[at] & MOST_NAME, StandardCharsets.UTF_8);
    }

    private int after(int at) {
        int text = at + NAME_LENGTH + (octets[at] & MOST_NAME);
        return text + TEXT_LENGTH + textLength(octets, text);
    }

    private static int textLength(byte[] octets, int at) {
        return (octets[at] & 0xff) << Byte.SIZE | octets[at + 1] & 0xff;
    }

    @Override
    public Iterator<Value> iterator() {
        return new Iterator<>() {
            private int at;

            @Override
            public boolean hasNext() {
                return at < octets.length;
            }

            @Override
            public Value next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                Value value = new Value(name(at), text(at));
                at = after(at);
                return value;
            }
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SearchedValues that && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
        List<Value> values = new ArrayList<>();
        forEach(values::add);
        return values.toString();
    }
}
