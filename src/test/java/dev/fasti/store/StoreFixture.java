package dev.fasti.store;

import dev.fasti.store.condition.ETag;
import dev.fasti.store.condition.WriteCondition;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyPatch;
import dev.fasti.store.property.PropertyValue;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the tests of stores write and look up. */
public final class StoreFixture {
    public static final WriteCondition ALWAYS = new WriteCondition.Always();
    public static final WriteCondition ABSENT = new WriteCondition.Absent();
    public static final CollectionPath HOME = CollectionPath.of("alice");
    public static final CollectionPath CALENDAR = CollectionPath.of("alice", "calendar");
    public static final CollectionPath OTHER = CollectionPath.of("alice", "other");
    public static final PropertyName COLOR = new PropertyName("http://apple.com/ns/ical/", "calendar-color");
    public static final PropertyName NAME = new PropertyName("DAV:", "displayname");

    private StoreFixture() {}

    /** Octets with a UID line, and the word that tells one version from another. */
    public static byte[] item(String uid, String word) {
        return ("BEGIN:VCALENDAR\r\nUID:" + uid + "\r\nX-WORD:" + word + "\r\nEND:VCALENDAR\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Reads the first {@code UID:} line; octets without one are unreadable. */
    public static Facts facts(CollectionKind kind, byte[] octets) {
        if (kind == CollectionKind.PLAIN) {
            return Facts.NONE;
        }
        Optional<String> uid = new String(octets, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("UID:"))
                .map(line -> line.substring(4))
                .findFirst();
        return uid.map(StoreFixture::facts)
                .orElse(new Facts(null, null, null, null, Set.of(Facts.Trait.UNREADABLE), List.of()));
    }

    public static Facts facts(String uid) {
        return new Facts(uid, "VEVENT", null, null, Set.of(), List.of());
    }

    /** The properties of a collection that others gave it. */
    static Map<PropertyName, PropertyValue> given(Snapshot snapshot) {
        Map<PropertyName, PropertyValue> given = new HashMap<>(snapshot.properties());
        given.remove(PropertyName.RESOURCE_ID);
        return given;
    }

    public static Collection calendar(CollectionStore store) {
        return calendar(store, CALENDAR);
    }

    public static Collection calendar(CollectionStore store, CollectionPath path) {
        CollectionPath home = path.owner().home();
        if (store.find(home).isEmpty()) {
            store.create(home, CollectionKind.PLAIN, Map.of());
        }
        return store.create(path, CollectionKind.CALENDAR, Map.of(NAME, new PropertyValue.Text(path.name())));
    }

    public static Member put(Collection collection, String name, String uid, String word) {
        return collection.put(name, item(uid, word), facts(uid), ALWAYS).member();
    }

    /** Gives a collection or a member this name for display. */
    public static PropertyPatch named(String text) {
        return new PropertyPatch(Map.of(NAME, Optional.of(new PropertyValue.Text(text))));
    }

    public static WriteCondition ifMatch(ETag etag) {
        return new WriteCondition.AnyOf(Set.of(etag));
    }
}
