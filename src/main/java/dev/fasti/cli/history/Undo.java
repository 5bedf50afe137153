package dev.fasti.cli.history;

import dev.fasti.cli.history.Undoing.ItemProperties;
import dev.fasti.cli.history.Undoing.Lost;
import dev.fasti.cli.history.Undoing.Properties;
import dev.fasti.cli.history.Undoing.Recreate;
import dev.fasti.cli.history.Undoing.Remove;
import dev.fasti.cli.history.Undoing.Revert;
import dev.fasti.store.Author;
import dev.fasti.store.Collection;
import dev.fasti.store.CollectionStore;
import dev.fasti.store.FactsReader;
import dev.fasti.store.Member;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.condition.WriteCondition;
import dev.fasti.store.file.FileStore;
import dev.fasti.store.file.StorePast;
import dev.fasti.store.file.StorePast.Trashed;
import dev.fasti.store.file.past.Event;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.path.MemberPath;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyPatch;
import dev.fasti.store.property.PropertyValue;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Brings back what was, by ordinary changes: each makes a new revision, clients synchronise it, and it can be undone as
 * any other.
 *
 * <p>What was in the collection once is taken even if it would be refused today; only a UID stays unique.
 */
public final class Undo {
    private static final WriteCondition ALWAYS = new WriteCondition.Always();

    private final StorePast past;
    private final CollectionStore store;
    private final FactsReader facts;
    private final Extent extent;
    private final Account account;
    private final Rearrangement rearrangement;

    /** How far it goes. */
    public enum Extent {
        /** What came after the moment stays, unless it is in the way of what was there. */
        KEEP_NEW,
        /** All is as it was. */
        EXACT
    }

    /** Whether it does what it tells. */
    public enum Mode {
        FOR_REAL,
        DRY_RUN
    }

    /** Where it tells what it does. */
    @FunctionalInterface
    public interface Telling {
        void say(String line) throws IOException;
    }

    /** @param author who asks for it */
    public Undo(FileStore store, FactsReader facts, Author author, Extent extent, Mode mode, Telling telling) {
        this.past = store.past();
        this.store = store.by(author);
        this.facts = facts;
        this.extent = extent;
        this.account = new Account(mode, telling);
        this.rearrangement = new Rearrangement(past, this.store, author, extent, account);
    }

    /** How many changes have been made, or would be. */
    public int done() {
        return account.done();
    }

    /** How many were not possible. */
    public int failed() {
        return account.failed();
    }

    /** Takes everything back to a moment. */
    public void all(List<String> homes, Instant at) throws IOException {
        List<CollectionPath> elsewhere = rearrangement.to(Scope.ALL, at);
        for (String home : homes) {
            contents(CollectionPath.of(home), at);
        }
        contents(elsewhere, at);
    }

    /** Takes a home, or a collection with all in it, back to a moment. */
    public void to(CollectionPath scope, Instant at) throws IOException {
        List<CollectionPath> elsewhere = rearrangement.to(new Scope.Within(scope), at);
        contents(scope, at);
        contents(elsewhere, at);
    }

    /** Takes an item back to a moment. */
    public void to(MemberPath item, Instant at) throws IOException {
        Optional<Collection> found = store.find(item.collection());
        if (found.isPresent()) {
            contents(found.get(), at, item.name()::equals);
        }
    }

    private void contents(CollectionPath path, Instant at) throws IOException {
        Optional<Collection> found = store.find(path);
        if (found.isPresent()) {
            contents(found.get(), at, name -> true);
            for (String child : store.children(path)) {
                contents(path.child(child), at);
            }
        }
    }

    private void contents(List<CollectionPath> paths, Instant at) throws IOException {
        for (CollectionPath path : paths) {
            contents(path, at);
        }
    }

    private void contents(Collection collection, Instant at, Predicate<String> names) throws IOException {
        if (collection.snapshot().created().isAfter(at)) {
            account.say(collection.path(), "left as it is, it was made later");
            return;
        }
        for (Undoing undoing : new UndoPlan(past, collection).to(at, names)) {
            if (extent == Extent.KEEP_NEW && undoing instanceof Remove) {
                continue;
            }
            make(collection, undoing);
        }
    }

    /** Brings a collection back from the trash; what is at its place by now goes there. */
    public void bringBack(Trashed item, CollectionPath to) throws IOException {
        rearrangement.bringBack(item, to);
    }

    /** Gives an item the content and the properties that it had until an event. */
    public void put(Collection collection, Event end) throws IOException {
        byte[] octets = past.version(collection.path(), end).orElseThrow();
        Optional<Undoing> properties = new UndoPlan(past, collection).propertiesUntil(end);
        make(collection, new Revert(end.name(), octets));
        if (properties.isPresent()) {
            make(collection, properties.get());
        }
    }

    private void make(Collection collection, Undoing undoing) throws IOException {
        if (undoing instanceof Lost) {
            account.impossible(collection.path(), undoing.told());
            return;
        }
        account.perform(
                collection.path(),
                undoing.told(),
                () -> apply(
                        store.find(collection.path())
                                .orElseThrow(() -> new StoreException.NotFound(String.valueOf(collection.path()))),
                        undoing));
    }

    private void apply(Collection collection, Undoing undoing) {
        if (undoing instanceof Remove remove) {
            collection.delete(remove.name(), ALWAYS);
        } else if (undoing instanceof Recreate recreate) {
            write(collection, recreate.name(), recreate.octets());
        } else if (undoing instanceof Revert revert) {
            write(collection, revert.name(), revert.octets());
        } else if (undoing instanceof Properties properties) {
            Map<PropertyName, Optional<PropertyValue>> changes =
                    changes(collection.snapshot().properties(), properties.properties());
            changes.remove(PropertyName.RESOURCE_ID); // It was and is this collection.
            collection.patch(new PropertyPatch(changes));
        } else if (undoing instanceof ItemProperties item) {
            Map<PropertyName, PropertyValue> now = collection
                    .snapshot()
                    .members()
                    .named(item.name())
                    .map(Member::properties)
                    .orElse(Map.of());
            collection.patchMember(item.name(), new PropertyPatch(changes(now, item.properties())), ALWAYS);
        }
    }

    private static Map<PropertyName, Optional<PropertyValue>> changes(
            Map<PropertyName, PropertyValue> from, Map<PropertyName, PropertyValue> to) {
        Map<PropertyName, Optional<PropertyValue>> changes = new HashMap<>();
        from.keySet().forEach(name -> changes.put(name, Optional.empty()));
        to.forEach((name, value) -> changes.put(name, Optional.of(value)));
        return changes;
    }

    private void write(Collection collection, String name, byte[] octets) {
        dev.fasti.store.Facts known = facts.read(collection.snapshot().kind(), octets);
        try {
            collection.put(name, octets, known, ALWAYS);
        } catch (StoreException.UidConflict e) {
            if (!e.holder().equals(name)) {
                throw e;
            }
            // Another object has the name by now.
            collection.delete(name, ALWAYS);
            collection.put(name, octets, known, ALWAYS);
        }
    }
}
