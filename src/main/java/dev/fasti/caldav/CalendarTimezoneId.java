package dev.fasti.caldav;

import dev.fasti.dav.DavException;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.Names;
import dev.fasti.dav.Precondition;
import dev.fasti.dav.property.DeadProperties;
import dev.fasti.dav.property.LiveProperty;
import dev.fasti.dav.property.PropertyContext;
import dev.fasti.dav.property.TextSyntax;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.dav.xml.XmlWriter;
import dev.fasti.icalendar.CalendarTimezone;
import dev.fasti.icalendar.component.InvalidCalendar;
import dev.fasti.icalendar.time.TimeZones;
import dev.fasti.icalendar.zone.StandardZone;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyValue;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;

/**
 * {@code CALDAV:calendar-timezone-id}: the name of a calendar's time zone (RFC 7809 section 5.2).
 *
 * <p>Only {@code calendar-timezone} is kept; this reads and writes it by name, so that the two cannot differ (section
 * 3.1.5).
 */
final class CalendarTimezoneId implements LiveProperty {
    private static final QName NAME = Names.caldav("calendar-timezone-id");
    private static final PropertyName KEPT = DeadProperties.name(Names.caldav("calendar-timezone"));

    @Override
    public QName name() {
        return NAME;
    }

    @Override
    public boolean isDefinedOn(DavResource resource) {
        return id(resource).isPresent();
    }

    @Override
    public void write(DavResource resource, PropertyContext context, XmlWriter out) {
        id(resource).ifPresent(out::text);
    }

    @Override
    public Map<PropertyName, Optional<PropertyValue>> set(DavResource resource, XmlElement element) {
        return Map.of(KEPT, Optional.of(definition(element)));
    }

    @Override
    public Map<PropertyName, Optional<PropertyValue>> initialise(CollectionKind kind, XmlElement element) {
        return Map.of(KEPT, Optional.of(definition(element)));
    }

    @Override
    public Map<PropertyName, Optional<PropertyValue>> remove(DavResource resource) {
        return Map.of(KEPT, Optional.empty());
    }

    private static Optional<String> id(DavResource resource) {
        PropertyValue kept = DeadProperties.of(resource).get(KEPT);
        if (kept == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(CalendarTimezone.tzid(TextSyntax.textOf(kept)));
        } catch (InvalidCalendar e) {
            return Optional.empty();
        }
    }

    /** What the name stands for; what Windows calls a zone is kept under the name of the IANA database. */
    private static PropertyValue definition(XmlElement element) {
        return TimeZones.find(element.text())
                .map(ZoneId::getId)
                .flatMap(StandardZone::object)
                .map(PropertyValue.Text::new)
                .orElseThrow(() -> new DavException.Refused(Precondition.VALID_TIMEZONE, "no known time zone"));
    }
}
