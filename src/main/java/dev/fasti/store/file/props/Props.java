package dev.fasti.store.file.props;

import dev.fasti.store.CollectionKind;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyPatch;
import dev.fasti.store.property.PropertyValue;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What {@code .Radicale.props} says of a collection.
 *
 * @param others keys that stand for no property, kept as they are
 */
public record Props(CollectionKind kind, Map<PropertyName, PropertyValue> properties, Map<String, String> others) {
    public static final Props NONE = new Props(CollectionKind.PLAIN, Map.of(), Map.of());

    private static final String TAG = "tag";
    private static final Map<String, CollectionKind> TAGS = Map.of(
            "", CollectionKind.PLAIN,
            "VCALENDAR", CollectionKind.CALENDAR,
            "VADDRESSBOOK", CollectionKind.ADDRESSBOOK,
            "VSUBSCRIBED", CollectionKind.SUBSCRIBED);

    public Props {
        properties = Map.copyOf(properties);
        others = Map.copyOf(others);
    }

    /** @throws MalformedProps if the octets are not the JSON that such a file holds */
    public static Props parse(byte[] octets) throws IOException {
        SortedMap<String, String> strings = PropsJson.read(octets);
        CollectionKind kind = TAGS.get(strings.getOrDefault(TAG, ""));
        if (kind == null) {
            throw new MalformedProps("its tag is none that a collection can have");
        }
        strings.remove(TAG);
        Map<PropertyName, PropertyValue> properties = new HashMap<>();
        Map<String, String> others = new HashMap<>();
        strings.forEach((key, value) -> {
            Optional<Map.Entry<PropertyName, PropertyValue>> property = PropertyKeys.decode(key, value);
            property.ifPresentOrElse(
                    known -> properties.put(known.getKey(), known.getValue()), () -> others.put(key, value));
        });
        return new Props(kind, properties, others).without(PropertyName.RESOURCE_ID);
    }

    public byte[] octets() throws IOException {
        SortedMap<String, String> strings = new TreeMap<>(others);
        without(PropertyName.RESOURCE_ID)
                .properties()
                .forEach((name, value) -> PropertyKeys.encode(name, value, strings));
        if (kind != CollectionKind.PLAIN) {
            strings.put(TAG, tag());
        }
        return PropsJson.write(strings);
    }

    private String tag() {
        return TAGS.entrySet().stream()
                .filter(known -> known.getValue() == kind)
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    public Props without(PropertyName name) {
        return with(new PropertyPatch(Map.of(name, Optional.empty())).applyTo(properties));
    }

    public Props with(Map<PropertyName, PropertyValue> other) {
        return new Props(kind, other, others);
    }
}
