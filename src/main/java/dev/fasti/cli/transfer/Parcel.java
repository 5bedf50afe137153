package dev.fasti.cli.transfer;

import dev.fasti.store.CollectionKind;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyValue;
import java.util.Map;

/** What goes between the process that has the files and the one that has the data folder. */
public sealed interface Parcel {
    /**
     * The objects that follow belong to this collection.
     *
     * @param properties for a collection that is made
     */
    record Collection(CollectionPath path, CollectionKind kind, Map<PropertyName, PropertyValue> properties)
            implements Parcel {
        public Collection {
            properties = Map.copyOf(properties);
        }
    }

    /**
     * An object of the latest collection.
     *
     * @param name the name that it has, or empty for one that is made from its UID
     * @param source where it comes from, in words
     */
    record Item(String name, String source, byte[] octets) implements Parcel {}

    /**
     * Something that could not be taken.
     *
     * @param reason in words, without anything of the content
     */
    record Fault(String source, String reason) implements Parcel {}

    /** Nothing follows, and nothing is missing. */
    record End() implements Parcel {}

    /** Takes parcels. */
    @FunctionalInterface
    interface Sink {
        void take(Parcel parcel) throws java.io.IOException;
    }
}
