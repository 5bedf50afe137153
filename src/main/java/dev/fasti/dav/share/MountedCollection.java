package dev.fasti.dav.share;

import dev.fasti.store.Author;
import dev.fasti.store.Collection;
import dev.fasti.store.Content;
import dev.fasti.store.Facts;
import dev.fasti.store.Snapshot;
import dev.fasti.store.condition.WriteCondition;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyPatch;
import dev.fasti.store.property.PropertyValue;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Somebody else's collection as it is in a user's home: members are those of the original, path and all, and the
 * properties are what the user made of them.
 *
 * @param home keeps the user's own properties of it
 */
record MountedCollection(Collection original, Collection home, OwnView view) implements Collection {
    @Override
    public CollectionPath path() {
        return original.path();
    }

    @Override
    public Collection by(Author author) {
        return new MountedCollection(original.by(author), home.by(author), view);
    }

    @Override
    public Snapshot snapshot() {
        return mounted(original.snapshot(), home.snapshot());
    }

    @Override
    public Snapshot lastSeen() {
        return mounted(original.lastSeen(), home.lastSeen());
    }

    private Snapshot mounted(Snapshot now, Snapshot around) {
        return new MountedSnapshot(now, view.of(around.properties(), now.properties()));
    }

    @Override
    public Optional<Content> read(String name) {
        return original.read(name);
    }

    @Override
    public Written put(String name, byte[] octets, Facts facts, WriteCondition condition) {
        return original.put(name, octets, facts, condition);
    }

    @Override
    public void delete(String name, WriteCondition condition) {
        original.delete(name, condition);
    }

    /** What the server itself keeps, such as an access control list, is the original's; all else is the user's own. */
    @Override
    public void patch(PropertyPatch patch) {
        Map<PropertyName, Optional<PropertyValue>> ours = new HashMap<>();
        Map<PropertyName, Optional<PropertyValue>> theirs = new HashMap<>();
        patch.changes().forEach((name, value) -> (name.isOurs() ? ours : theirs).put(name, value));
        if (!ours.isEmpty()) {
            original.patch(new PropertyPatch(ours));
        }
        if (!theirs.isEmpty()) {
            home.patch(view.patch(theirs));
        }
    }

    @Override
    public void patchMember(String name, PropertyPatch patch, WriteCondition condition) {
        original.patchMember(name, patch, condition);
    }
}
