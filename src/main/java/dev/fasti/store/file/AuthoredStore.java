package dev.fasti.store.file;

import dev.fasti.store.Author;
import dev.fasti.store.Collection;
import dev.fasti.store.Collection.Outcome;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.CollectionStore;
import dev.fasti.store.Facts;
import dev.fasti.store.Snapshot;
import dev.fasti.store.condition.WriteCondition;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.path.MemberPath;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A store as one author uses it. */
record AuthoredStore(FileStore store, StoreWrites writes, Author author) implements CollectionStore {
    @Override
    public CollectionStore by(Author other) {
        return new AuthoredStore(store, writes, other);
    }

    @Override
    public Optional<Collection> find(CollectionPath path) {
        return store.find(path).map(found -> found.by(author));
    }

    @Override
    public Optional<Snapshot> lastSeen(CollectionPath path) {
        return store.lastSeen(path);
    }

    @Override
    public List<String> children(CollectionPath parent) {
        return store.children(parent);
    }

    @Override
    public Collection create(CollectionPath path, CollectionKind kind, Map<PropertyName, PropertyValue> properties) {
        return writes.create(path, kind, properties, author).by(author);
    }

    @Override
    public void delete(CollectionPath path) {
        writes.delete(path, author);
    }

    @Override
    public Outcome transfer(
            Transfer transfer,
            MemberPath from,
            WriteCondition source,
            MemberPath to,
            Facts facts,
            WriteCondition destination) {
        return writes.transfer(transfer, from, source, to, facts, destination, author);
    }

    @Override
    public Outcome transfer(Transfer transfer, CollectionPath from, CollectionPath to, Overwrite overwrite) {
        return writes.transfer(transfer, from, to, overwrite, author);
    }

    /** The store is for others, too: who opened it closes it. */
    @Override
    public void close() {
        store.close();
    }
}
