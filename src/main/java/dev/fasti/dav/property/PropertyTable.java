package dev.fasti.dav.property;

import dev.fasti.dav.ResourceFinder;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;

/** Every live property that this server has. */
public final class PropertyTable {
    private final Map<QName, LiveProperty> byName = new LinkedHashMap<>();
    private final ResourceFinder resources;

    /**
     * @param resources says what a viewer may do with a resource
     * @throws IllegalArgumentException if two properties have one name
     */
    public PropertyTable(List<LiveProperty> properties, ResourceFinder resources) {
        this.resources = resources;
        for (LiveProperty property : properties) {
            if (byName.put(property.name(), property) != null) {
                throw new IllegalArgumentException("two properties are named " + property.name());
            }
        }
    }

    private PropertyTable(Map<QName, LiveProperty> properties, ResourceFinder resources) {
        this.resources = resources;
        byName.putAll(properties);
    }

    /** This table with another property in the place of the one of its name, for a report that knows more about it. */
    public PropertyTable with(LiveProperty other) {
        PropertyTable changed = new PropertyTable(byName, resources);
        changed.byName.put(other.name(), other);
        return changed;
    }

    /** The property of this name; empty if it would be a dead one. */
    public Optional<LiveProperty> find(QName name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * Answers this request for any number of resources, one after the other.
     *
     * @throws dev.fasti.dav.DavException if a property cannot be answered in the form that the request asks for
     */
    public PropertyResponder responder(PropertyRequest request) {
        return new PropertyResponder(this, request, resources);
    }

    Collection<LiveProperty> all() {
        return byName.values();
    }
}
