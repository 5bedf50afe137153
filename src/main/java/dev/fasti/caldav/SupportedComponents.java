package dev.fasti.caldav;

import dev.fasti.dav.DavException;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.dav.Names;
import dev.fasti.dav.property.DeadProperties;
import dev.fasti.dav.property.LiveProperty;
import dev.fasti.dav.property.PropertyContext;
import dev.fasti.dav.property.Scope;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.dav.xml.XmlWriter;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;

/**
 * {@code CALDAV:supported-calendar-component-set}: chosen when a calendar is made, protected ever after (RFC 4791
 * section 5.2.3).
 */
final class SupportedComponents implements LiveProperty {
    private static final QName COMP = Names.caldav("comp");
    private static final Scope CALENDARS = Scope.collections(CollectionKind.CALENDAR, CollectionKind.SUBSCRIBED);

    @Override
    public QName name() {
        return ComponentSet.PROPERTY;
    }

    @Override
    public boolean isDefinedOn(DavResource resource) {
        return CALENDARS.covers(resource);
    }

    @Override
    public void write(DavResource resource, PropertyContext context, XmlWriter out) {
        if (resource instanceof CollectionResource calendar) {
            for (String component :
                    ComponentSet.in(calendar.snapshot().properties()).names()) {
                out.start(COMP).attribute("name", component).end();
            }
        }
    }

    @Override
    public Map<PropertyName, Optional<PropertyValue>> initialise(CollectionKind kind, XmlElement element) {
        if (kind != CollectionKind.CALENDAR && kind != CollectionKind.SUBSCRIBED) {
            return LiveProperty.super.initialise(kind, element);
        }
        List<String> names = element.children(COMP).stream()
                .map(comp -> comp.attribute("name").orElse(""))
                .toList();
        try {
            return Map.of(DeadProperties.name(name()), Optional.of(new ComponentSet(names).stored()));
        } catch (IllegalArgumentException e) {
            throw new DavException.Plain(409, "a set of components names at least one, and nothing else");
        }
    }
}
