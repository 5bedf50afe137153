package dev.fasti.cli.history;

import dev.fasti.store.condition.ETag;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyValue;
import java.util.Map;

/** One thing that has to be done for a collection to be as it was. */
sealed interface Undoing {
    /** How it is told before it is done. */
    String told();

    /** Something came after that moment, and goes. */
    record Remove(String name) implements Undoing {
        @Override
        public String told() {
            return "delete " + name + ", which came later";
        }
    }

    /** Something was deleted, and comes back. */
    record Recreate(String name, byte[] octets) implements Undoing {
        public Recreate {
            octets = octets.clone();
        }

        @Override
        public String told() {
            return "bring back " + name;
        }
    }

    /** Something was changed, and gets its earlier content. */
    record Revert(String name, byte[] octets) implements Undoing {
        public Revert {
            octets = octets.clone();
        }

        @Override
        public String told() {
            return "take back the change of " + name;
        }
    }

    /** The properties of the collection were others. */
    record Properties(Map<PropertyName, PropertyValue> properties) implements Undoing {
        public Properties {
            properties = Map.copyOf(properties);
        }

        @Override
        public String told() {
            return "take back the collection's properties";
        }
    }

    /** The dead properties of an item were others; the item is there by the time when this is done. */
    record ItemProperties(String name, Map<PropertyName, PropertyValue> properties) implements Undoing {
        public ItemProperties {
            properties = Map.copyOf(properties);
        }

        @Override
        public String told() {
            return "take back the properties of " + name;
        }
    }

    /** There was something whose content is not kept, or not any more. */
    record Lost(String name, ETag content) implements Undoing {
        @Override
        public String told() {
            return name + " as it was then is not kept";
        }
    }
}
