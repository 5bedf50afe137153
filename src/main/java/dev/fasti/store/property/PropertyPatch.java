package dev.fasti.store.property;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Changes to stored properties that happen together or not at all (RFC 4918 section 9.2).
 *
 * @param changes a name to its new value, or to empty for removal; removing what is absent is no error
 */
public record PropertyPatch(Map<PropertyName, Optional<PropertyValue>> changes) {
    public PropertyPatch {
        changes = Map.copyOf(changes);
    }

    /** The properties after this patch. */
    public Map<PropertyName, PropertyValue> applyTo(Map<PropertyName, PropertyValue> before) {
        Map<PropertyName, PropertyValue> after = new LinkedHashMap<>(before);
        changes.forEach(
                (name, value) -> value.ifPresentOrElse(present -> after.put(name, present), () -> after.remove(name)));
        return Map.copyOf(after);
    }
}
