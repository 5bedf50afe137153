package dev.fasti.dav.share;

import dev.fasti.store.Change;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.Members;
import dev.fasti.store.Snapshot;
import dev.fasti.store.SyncToken;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyValue;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The state of a collection with other properties. */
record MountedSnapshot(Snapshot original, Map<PropertyName, PropertyValue> properties) implements Snapshot {
    @Override
    public CollectionKind kind() {
        return original.kind();
    }

    @Override
    public SyncToken token() {
        return original.token();
    }

    @Override
    public Instant created() {
        return original.created();
    }

    @Override
    public Instant modified() {
        return original.modified();
    }

    @Override
    public Members members() {
        return original.members();
    }

    @Override
    public Optional<Iterable<Change>> changesSince(SyncToken since) {
        return original.changesSince(since);
    }

    @Override
    public SyncToken tokenAt(long revision) {
        return original.tokenAt(revision);
    }
}
