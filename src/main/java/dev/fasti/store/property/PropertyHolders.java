package dev.fasti.store.property;

import dev.fasti.store.path.CollectionPath;
import java.util.Map;

/** Finds collections by a property that is ours ({@link PropertyName#isOurs}), without opening or visiting any. */
@FunctionalInterface
public interface PropertyHolders {
    /**
     * The collections that have the property, with its value. Everything that was written through the store is in it;
     * what was changed behind the store's back comes with the next look at the collection, or with the next look at
     * all. Collections that are gone may still be in it.
     *
     * @param name one that is ours
     * @return never changes, and is the same object as long as the answer is the same
     */
    Map<CollectionPath, PropertyValue> holders(PropertyName name);
}
