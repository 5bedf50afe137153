package dev.fasti.vcard;

import dev.fasti.store.Facts;
import dev.fasti.vobject.ContentLines;
import dev.fasti.vobject.Dialect;
import java.util.function.Consumer;

/**
 * What RFC 6352 section 5.1 asks of an address object resource, checked on octets.
 *
 * <p>Refused is what is not vCard, a truncated card, an unknown version, and several cards in one resource. Taken is
 * what every client copes with: any order, blank lines, control characters, quoted-printable and version 2.1 as older
 * exporters write them, missing VERSION, FN or UID, repeated properties. The octets are never changed.
 *
 * <p>A missing UID is against RFC 6352 section 5.1 but usual in files that people import: {@link Facts#uid()} is null
 * then, so that the card conflicts with no other.
 *
 * <p>{@link Facts#values()} are what searches compare: every value of a property that {@link #isSearched}, empty ones
 * too, but at most {@value #MOST_VALUES} of them with at most {@value #LONGEST_TEXT} characters each. Where either bound
 * is reached there may be more in the card itself.
 */
public final class AddressObject {
    /** The most values that facts hold. */
    public static final int MOST_VALUES = 64;

    /** The most characters of a value's text in facts. */
    public static final int LONGEST_TEXT = 200;

    private AddressObject() {}

    /** Whether the values of a property are in the facts. */
    public static boolean isSearched(String property) {
        return CardReader.SEARCHED.contains(property);
    }

    /**
     * Whether a text in the facts may be the beginning of a longer one only. One character less than the bound is cut,
     * too, where a pair of surrogates would be torn.
     */
    public static boolean mayBeCut(String text) {
        return text.length() >= LONGEST_TEXT - 1;
    }

    /**
     * Shows the properties of a card in their order.
     *
     * @param octets the card; not changed, not kept. Of several, the first is shown
     * @param visitor shown one after the other
     * @throws InvalidCard if the octets are not one whole card; some properties may have been shown by then
     */
    public static void properties(byte[] octets, Consumer<CardProperty> visitor) {
        CardReader reader = new CardReader(visitor);
        if (read(octets, reader).traits().contains(Facts.Trait.UNREADABLE)) {
            reader.check();
        }
    }

    /**
     * Checks a card that a client wants to store.
     *
     * @param octets the card; not changed, not kept
     * @return its facts, never {@link Facts.Trait#UNREADABLE}
     * @throws InvalidCard if it is not to be stored
     */
    public static Facts validate(byte[] octets) {
        CardReader reader = new CardReader(property -> {});
        Facts facts = read(octets, reader);
        reader.check();
        return facts;
    }

    /**
     * Finds the facts of what is stored already, whether or not it would be taken today; never fails.
     *
     * @param octets the card; not changed, not kept
     * @return its facts, with {@link Facts.Trait#UNREADABLE} if it is not one whole card
     */
    public static Facts index(byte[] octets) {
        return read(octets, new CardReader(property -> {}));
    }

    /** How many octets of memory reading takes at most, besides the object itself. */
    public static long reading(byte[] octets) {
        return ContentLines.memory(octets);
    }

    private static Facts read(byte[] octets, CardReader reader) {
        ContentLines.read(octets, Dialect.VCARD, reader);
        return reader.finish();
    }
}
