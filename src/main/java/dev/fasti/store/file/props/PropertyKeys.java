package dev.fasti.store.file.props;

import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyValue;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The keys under which Radicale keeps properties: {@code prefix:local} for the namespaces it knows, else
 * {@code {namespace}local}.
 *
 * <p>What Radicale has no form for goes under namespaces of our own, which name the true one percent-encoded. Any
 * other kind of key (such as an unknown prefix) makes Radicale fail when a client asks it for all properties.
 */
final class PropertyKeys {
    private static final String XML = "https://fasti.dev/ns/xml/";
    private static final String TEXT = "https://fasti.dev/ns/text/";

    private static final Map<String, String> NAMESPACES = Map.of(
            "C", "urn:ietf:params:xml:ns:caldav",
            "CR", "urn:ietf:params:xml:ns:carddav",
            "D", "DAV:",
            "CS", "http://calendarserver.org/ns/",
            "ICAL", "http://apple.com/ns/ical/",
            "ME", "http://me.com/_namespace/",
            "RADICALE", "http://radicale.org/ns/");

    private PropertyKeys() {}

    /** Adds a property in its stored form. */
    static void encode(PropertyName name, PropertyValue value, SortedMap<String, String> into) {
        if (value instanceof PropertyValue.Xml xml) {
            into.put(escaped(XML, name), xml.element());
        } else if (value instanceof PropertyValue.Text text) {
            into.put(plainKey(name), text.text());
        }
    }

    private static String plainKey(PropertyName name) {
        String namespace = name.namespace();
        for (Map.Entry<String, String> known : NAMESPACES.entrySet()) {
            if (known.getValue().equals(namespace)) {
                return known.getKey() + ":" + name.local();
            }
        }
        boolean plain = !namespace.isEmpty()
                && namespace.indexOf('}') < 0
                && !namespace.startsWith(XML)
                && !namespace.startsWith(TEXT);
        return plain ? name.toString() : escaped(TEXT, name);
    }

    private static String escaped(String prefix, PropertyName name) {
        return "{" + prefix + URLEncoder.encode(name.namespace(), StandardCharsets.UTF_8) + "}" + name.local();
    }

    /** The property that a key and its string stand for; empty if they stand for none that we know. */
    static Optional<Map.Entry<PropertyName, PropertyValue>> decode(String key, String value) {
        if (!key.startsWith("{")) {
            int colon = key.indexOf(':');
            String namespace = colon < 0 ? null : NAMESPACES.get(key.substring(0, colon));
            String local = key.substring(colon + 1);
            return namespace == null || local.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Map.entry(new PropertyName(namespace, local), new PropertyValue.Text(value)));
        }
        int end = key.indexOf('}');
        if (end < 0 || end == key.length() - 1) {
            return Optional.empty();
        }
        String namespace = key.substring(1, end);
        String local = key.substring(end + 1);
        if (namespace.startsWith(XML)) {
            return unescaped(namespace.substring(XML.length()), local, new PropertyValue.Xml(value));
        }
        if (namespace.startsWith(TEXT)) {
            return unescaped(namespace.substring(TEXT.length()), local, new PropertyValue.Text(value));
        }
        return Optional.of(Map.entry(new PropertyName(namespace, local), new PropertyValue.Text(value)));
    }

    private static Optional<Map.Entry<PropertyName, PropertyValue>> unescaped(
            String encoded, String local, PropertyValue value) {
        try {
            String namespace = URLDecoder.decode(encoded, StandardCharsets.UTF_8);
            return Optional.of(Map.entry(new PropertyName(namespace, local), value));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
