package dev.fasti.store;

import dev.fasti.store.condition.ETag;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyValue;
import java.time.Instant;
import java.util.Map;

/**
 * One member of a collection as it was at a moment, without its content.
 *
 * @param name its decoded name in the collection
 * @param etag the tag of its octets
 * @param size the number of its octets
 * @param created when the store first saw a member of this name, in whole milliseconds
 * @param modified when its octets were last written
 * @param revision the collection's revision that wrote it; unique in the collection
 * @param facts what is known of its content
 * @param properties its dead properties
 */
public record Member(
        String name,
        ETag etag,
        long size,
        Instant created,
        Instant modified,
        long revision,
        Facts facts,
        Map<PropertyName, PropertyValue> properties) {
    public Member {
        properties = Map.copyOf(properties);
    }
}
