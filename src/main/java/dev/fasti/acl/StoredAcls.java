package dev.fasti.acl;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.fasti.store.Snapshot;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyPatch;
import dev.fasti.store.property.PropertyValue;
import java.util.Map;
import java.util.Optional;

/**
 * The access control lists that collections keep among their properties.
 *
 * <p>Each is parsed once for as long as the collection's properties stay the same object. Safe for any number of
 * threads.
 */
public final class StoredAcls {
    private final LoadingCache<PropertyValue, Acl> parsed =
            Caffeine.newBuilder().weakKeys().build(StoredAcls::parse);

    /** The list of a collection itself; empty where none was set. */
    public Acl of(Snapshot collection) {
        PropertyValue kept = collection.properties().get(PropertyName.ACL);
        return kept == null ? Acl.EMPTY : parsed.get(kept);
    }

    /** What makes a list that of a collection. */
    public static PropertyPatch patch(Acl acl) {
        Optional<PropertyValue> value =
                acl.entries().isEmpty() ? Optional.empty() : Optional.of(new PropertyValue.Text(AclText.write(acl)));
        return new PropertyPatch(Map.of(PropertyName.ACL, value));
    }

    /** The list that a kept value stands for. */
    static Acl parse(PropertyValue value) {
        return value instanceof PropertyValue.Text text ? AclText.read(text.text()) : Acl.EMPTY;
    }
}
