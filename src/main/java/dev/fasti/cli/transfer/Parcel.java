package dev.fasti.cli.transfer;

import dev.fasti.store.CollectionKind;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyValue;
import java.util.Collections;
import java.util.LinkedHashMap;
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
     * The latest collection is one of another server's, and is taken in by what is known of it. Is answered: whether its
     * listing is wanted.
     *
     * @param url of the collection there, and whose
     * @param state what its present state is called there; empty if it has no name
     */
    record Origin(String url, String state) implements Parcel {}

    /**
     * Everything that the collection of the latest origin holds there. Is answered: which of it are wanted.
     *
     * @param tags of each its entity tag, by its name there; empty where it has none
     */
    record Listing(Map<String, String> tags) implements Parcel {
        public Listing {
            tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
        }
    }

    /** All that was wanted of the latest listing has come. */
    record Complete() implements Parcel {}

    /**
     * An object of the latest collection.
     *
     * @param name the name that it has, or empty for one that is made from its UID
     * @param source where it comes from, in words
     * @param there its version in the latest listing
     */
    record Item(String name, String source, byte[] octets, Version there) implements Parcel {
        /** One of no listing. */
        public Item(String name, String source, byte[] octets) {
            this(name, source, octets, Version.NONE);
        }
    }

    /**
     * A version of something in a listing; all empty if it is in none.
     *
     * @param href its name there
     * @param tag its entity tag, or one of an earlier version
     */
    record Version(String href, String tag) {
        static final Version NONE = new Version("", "");
    }

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
