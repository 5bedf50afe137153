package dev.fasti.caldav;

import dev.fasti.dav.Names;
import dev.fasti.dav.property.DeadProperties;
import dev.fasti.dav.property.TextSyntax;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyValue;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.namespace.QName;

/**
 * The component types that a calendar takes (RFC 4791 section 5.2.3), kept as Radicale keeps them: names with commas
 * between.
 *
 * @param names in upper case, at least one, in the order they were given
 */
record ComponentSet(List<String> names) {
    static final QName PROPERTY = Names.caldav("supported-calendar-component-set");

    /** An iana-token (RFC 5545 section 3.1). */
    private static final Pattern NAME = Pattern.compile("[A-Z0-9-]{1,64}");

    /** Of a calendar that does not say, Radicale's too. */
    static final ComponentSet ANY = new ComponentSet(List.of("VTODO", "VEVENT", "VJOURNAL"));

    private static final PropertyName STORED = DeadProperties.name(PROPERTY);

    ComponentSet {
        Set<String> distinct = new LinkedHashSet<>();
        for (String name : names) {
            String upper = name.strip().toUpperCase(Locale.ROOT);
            if (!NAME.matcher(upper).matches()) {
                throw new IllegalArgumentException("not the name of a component");
            }
            distinct.add(upper);
        }
        if (distinct.isEmpty()) {
            throw new IllegalArgumentException("a calendar takes at least one component");
        }
        names = List.copyOf(distinct);
    }

    /** The set among a calendar's stored properties; {@link #ANY} if there is none that makes sense. */
    static ComponentSet in(Map<PropertyName, PropertyValue> properties) {
        PropertyValue value = properties.get(STORED);
        if (value == null) {
            return ANY;
        }
        try {
            return new ComponentSet(Arrays.stream(TextSyntax.textOf(value).split(","))
                    .filter(name -> !name.isBlank())
                    .toList());
        } catch (IllegalArgumentException e) {
            return ANY;
        }
    }

    boolean contains(String component) {
        return names.contains(component.toUpperCase(Locale.ROOT));
    }

    PropertyValue stored() {
        return new PropertyValue.Text(names.stream().collect(Collectors.joining(",")));
    }
}
