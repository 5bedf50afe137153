package dev.fasti.server.model;

import java.util.Map;
import java.util.TreeMap;

/** A calendar of the model: a new one is empty, and its owner's alone. */
final class Calendar {
    /** What a list grants. */
    enum Level {
        NONE,
        READ,
        WRITE
    }

    /** A calendar object. */
    record Item(String uid, String octets) {}

    final Map<String, Item> items = new TreeMap<>();
    final Level[] levels;
    String note = "";

    Calendar() {
        levels = new Level[] {Level.WRITE, Level.NONE, Level.NONE};
    }

    Calendar copy() {
        Calendar copy = new Calendar();
        copy.items.putAll(items);
        copy.note = note;
        return copy;
    }
}
