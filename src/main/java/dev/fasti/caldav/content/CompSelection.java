package dev.fasti.caldav.content;

import dev.fasti.dav.DavException;
import dev.fasti.dav.Names;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.icalendar.component.CalendarComponent;
import dev.fasti.icalendar.component.CalendarProperty;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/**
 * Which parts of a component are wanted (RFC 4791 section 9.6.1).
 *
 * <p>The standard's grammar lets an element say nothing of properties or of components. As in its examples, one that
 * says nothing at all wants everything; one that names properties and no components wants no components; one that
 * names components only wants all properties, without which they would make no sense.
 *
 * @param name of the component, in upper case
 * @param properties by their names in upper case; null for all
 * @param components null for all with all that is in them
 */
record CompSelection(
        String name,
        @Nullable Map<String, Value> properties,
        @Nullable List<CompSelection> components) {
    private static final QName COMP = Names.caldav("comp");
    private static final QName ALL_COMP = Names.caldav("allcomp");
    private static final QName PROP = Names.caldav("prop");
    private static final QName ALL_PROP = Names.caldav("allprop");

    CompSelection {
        properties = properties == null ? null : Map.copyOf(properties);
        components = components == null ? null : List.copyOf(components);
    }

    /** How a property is wanted. */
    enum Value {
        WITH,
        /** {@code novalue="yes"}: name and parameters only (section 9.6.4). */
        WITHOUT
    }

    /** @throws DavException with 400 if the element is not one of section 9.6.1 */
    static CompSelection read(XmlElement comp) {
        Map<String, Value> properties = null;
        if (comp.child(ALL_PROP).isEmpty() && comp.child(PROP).isPresent()) {
            properties = new LinkedHashMap<>();
            for (XmlElement prop : comp.children(PROP)) {
                properties.put(name(prop), value(prop));
            }
        }
        List<CompSelection> components = null;
        if (comp.child(ALL_COMP).isEmpty() && (comp.child(COMP).isPresent() || properties != null)) {
            components = comp.children(COMP).stream().map(CompSelection::read).toList();
        }
        return new CompSelection(name(comp), properties, components);
    }

    private static String name(XmlElement element) {
        return element.attribute("name")
                .map(name -> name.strip().toUpperCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .orElseThrow(
                        () -> DavException.badRequest(element.name().getLocalPart() + " of calendar-data has no name"));
    }

    private static Value value(XmlElement prop) {
        return switch (prop.attribute("novalue").orElse("no").strip()) {
            case "no" -> Value.WITH;
            case "yes" -> Value.WITHOUT;
            default -> throw DavException.badRequest("novalue is yes or no");
        };
    }

    /** The wanted parts of a component of this name. */
    CalendarComponent of(CalendarComponent whole) {
        return new CalendarComponent(whole.name(), properties(whole), components(whole));
    }

    private List<CalendarProperty> properties(CalendarComponent whole) {
        Map<String, Value> wanted = properties;
        if (wanted == null) {
            return whole.properties();
        }
        List<CalendarProperty> parts = new ArrayList<>();
        for (CalendarProperty property : whole.properties()) {
            Value value = wanted.get(property.name());
            if (value != null) {
                parts.add(
                        value == Value.WITH
                                ? property
                                : new CalendarProperty(property.name(), property.parameters(), ""));
            }
        }
        return parts;
    }

    private List<CalendarComponent> components(CalendarComponent whole) {
        List<CompSelection> wanted = components;
        if (wanted == null) {
            return whole.components();
        }
        List<CalendarComponent> parts = new ArrayList<>();
        for (CalendarComponent component : whole.components()) {
            Optional<CompSelection> selection = wanted.stream()
                    .filter(each -> each.name.equals(component.name()))
                    .findFirst();
            selection.ifPresent(each -> parts.add(each.of(component)));
        }
        return parts;
    }
}
