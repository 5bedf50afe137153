package dev.fasti.caldav.content;

import dev.fasti.dav.DavException;
import dev.fasti.dav.Names;
import dev.fasti.dav.Precondition;
import dev.fasti.dav.property.DeadProperties;
import dev.fasti.dav.property.TextSyntax;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.icalendar.CalendarTimezone;
import dev.fasti.icalendar.component.InvalidCalendar;
import dev.fasti.icalendar.time.TimeZones;
import dev.fasti.store.Snapshot;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyValue;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.Optional;
import javax.xml.namespace.QName;

/** Where DATE values and floating times are (RFC 4791 section 7.3). */
public final class FloatingZone {
    private static final QName TIMEZONE = Names.caldav("timezone");
    private static final QName TIMEZONE_ID = Names.caldav("timezone-id");
    private static final PropertyName PROPERTY = DeadProperties.name(Names.caldav("calendar-timezone"));

    private FloatingZone() {}

    /**
     * The zone that a report's request names, as an iCalendar object or by its identifier (RFC 7809 section 4.1).
     *
     * @return empty if it names none
     * @throws DavException.Refused with {@code valid-calendar-data} or {@code valid-timezone} if there is no such zone
     */
    public static Optional<ZoneRules> ofRequest(XmlElement request) {
        Optional<XmlElement> whole = request.child(TIMEZONE);
        Optional<XmlElement> id = request.child(TIMEZONE_ID);
        if (whole.isPresent() && id.isPresent()) {
            throw DavException.badRequest("a request names one time zone");
        }
        if (id.isPresent()) {
            return Optional.of(TimeZones.find(id.get().text())
                    .map(ZoneId::getRules)
                    .orElseThrow(() ->
                            new DavException.Refused(Precondition.VALID_TIMEZONE, "timezone-id is no known zone")));
        }
        return whole.map(element -> parse(element.text()));
    }

    private static ZoneRules parse(String text) {
        try {
            return CalendarTimezone.rules(text)
                    .orElseThrow(() -> refusal("the time zone has no rules that can be followed"));
        } catch (InvalidCalendar e) {
            throw refusal(String.valueOf(e.getMessage()));
        }
    }

    private static DavException refusal(String message) {
        return new DavException.Refused(Precondition.VALID_CALENDAR_TIMEZONE, message);
    }

    /**
     * The zone that a calendar's {@code calendar-timezone} names.
     *
     * @param standard where it names none, or one that makes no sense
     */
    public static ZoneRules of(Snapshot calendar, ZoneId standard) {
        PropertyValue value = calendar.properties().get(PROPERTY);
        if (value == null) {
            return standard.getRules();
        }
        try {
            return CalendarTimezone.rules(TextSyntax.textOf(value)).orElseGet(standard::getRules);
        } catch (InvalidCalendar e) {
            return standard.getRules();
        }
    }
}
