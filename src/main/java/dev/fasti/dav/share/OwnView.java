package dev.fasti.dav.share;

import dev.fasti.dav.Hrefs;
import dev.fasti.dav.Names;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyPatch;
import dev.fasti.store.property.PropertyValue;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a user has changed of how a shared collection looks to them: kept among the properties of their home, under
 * names of ours that hold the collection's path and the property's own namespace.
 *
 * <p>A property that they removed stays removed to them, except the display name, which goes back to the usual one.
 */
record OwnView(CollectionPath original) {
    private static final String SET = PropertyName.OURS + "mount/";
    private static final String REMOVED = PropertyName.OURS + "mount-without/";
    private static final String HIDDEN = PropertyName.OURS + "mount-hidden/";
    private static final PropertyName DISPLAY_NAME = new PropertyName(Names.DAV, "displayname");

    /**
     * The collection's properties as the user sees them.
     *
     * @param home the properties of the user's home
     * @param theirs the properties of the collection, as its owner sees them
     */
    Map<PropertyName, PropertyValue> of(
            Map<PropertyName, PropertyValue> home, Map<PropertyName, PropertyValue> theirs) {
        Map<PropertyName, PropertyValue> seen = new HashMap<>(theirs);
        seen.put(
                DISPLAY_NAME,
                new PropertyValue.Text(name(theirs) + " (" + original.owner().name() + ")"));
        String set = namespace(SET, "");
        String removed = namespace(REMOVED, "");
        home.forEach((name, value) -> {
            if (name.namespace().startsWith(set)) {
                seen.put(within(name, set), value);
            } else if (name.namespace().startsWith(removed)) {
                seen.remove(within(name, removed));
            }
        });
        return Map.copyOf(seen);
    }

    private String name(Map<PropertyName, PropertyValue> theirs) {
        return theirs.get(DISPLAY_NAME) instanceof PropertyValue.Text text
                        && !text.text().isBlank()
                ? text.text()
                : original.name();
    }

    /** The change to the user's home that changes what the user sees. */
    PropertyPatch patch(Map<PropertyName, Optional<PropertyValue>> changes) {
        Map<PropertyName, Optional<PropertyValue>> kept = new HashMap<>();
        changes.forEach((name, value) -> {
            kept.put(in(SET, name), value);
            boolean isTombstone = value.isEmpty() && !name.equals(DISPLAY_NAME);
            kept.put(in(REMOVED, name), isTombstone ? Optional.of(new PropertyValue.Text("")) : Optional.empty());
        });
        return new PropertyPatch(kept);
    }

    /** Whether the user does not want to see the collection for as long as these grants are what they are. */
    boolean isHidden(Map<PropertyName, PropertyValue> home, String grants) {
        return new PropertyValue.Text(grants).equals(home.get(hidden()));
    }

    /** Whether the user did not want to see the collection, for these grants or earlier ones. */
    boolean isHidden(Map<PropertyName, PropertyValue> home) {
        return home.containsKey(hidden());
    }

    /** The change to the user's home that hides the collection, or shows it again. */
    PropertyPatch hidden(Optional<String> grants) {
        return new PropertyPatch(Map.of(hidden(), grants.map(PropertyValue.Text::new)));
    }

    private PropertyName hidden() {
        return new PropertyName(namespace(HIDDEN, ""), "grants");
    }

    private PropertyName in(String prefix, PropertyName name) {
        return new PropertyName(namespace(prefix, name.namespace()), name.local());
    }

    /** Percent-encoded segments hold neither {@code /} nor {@code ?}. */
    private String namespace(String prefix, String namespace) {
        return original.segments().stream().map(Hrefs::encode).collect(Collectors.joining("/", prefix, "?"))
                + namespace;
    }

    private static PropertyName within(PropertyName kept, String prefix) {
        return new PropertyName(kept.namespace().substring(prefix.length()), kept.local());
    }
}
