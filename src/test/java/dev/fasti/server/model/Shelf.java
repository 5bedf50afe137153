package dev.fasti.server.model;

import dev.fasti.server.fixture.Items;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** A collection of the model: a new one is empty, and its owner's alone. */
final class Shelf {
    /** What a collection holds. */
    enum Kind {
        CALENDAR("calendar", "text/calendar; charset=utf-8"),
        ADDRESS_BOOK("addressbook", "text/vcard; charset=utf-8");

        private final String type;
        private final String mediaType;

        Kind(String type, String mediaType) {
            this.type = type;
            this.mediaType = mediaType;
        }

        /** The local name in its DAV:resourcetype. */
        String type() {
            return type;
        }

        String mediaType() {
            return mediaType;
        }

        /** An object with so many characters more than a short one. */
        String octets(String uid, String text, int more) {
            String whole = text + "-".repeat(more);
            return this == CALENDAR ? Items.event(uid, whole) : Items.card(uid, whole);
        }
    }

    /** What a list grants. */
    enum Level {
        NONE,
        READ,
        WRITE
    }

    /** A calendar object or a contact. */
    record Item(Kind kind, String uid, String octets) {}

    final Kind kind;
    final Map<String, Item> items = new TreeMap<>();
    final Map<Grantee, Level> grants = new EnumMap<>(Grantee.class);
    String note = "";

    Shelf(Kind kind) {
        this.kind = kind;
    }

    /** Octets of all items. */
    int size() {
        return items.values().stream().mapToInt(item -> item.octets().length()).sum();
    }

    Shelf copy() {
        Shelf copy = new Shelf(kind);
        copy.items.putAll(items);
        copy.note = note;
        return copy;
    }

    /** Whether an item, under this name, breaks the rule that a UID has one name and a name one UID. */
    boolean conflicts(String name, String uid) {
        return items.entrySet().stream()
                .anyMatch(entry ->
                        entry.getKey().equals(name) != entry.getValue().uid().equals(uid));
    }
}
