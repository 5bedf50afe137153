package dev.fasti.caldav;

import dev.fasti.caldav.content.CalendarData;
import dev.fasti.caldav.content.CalendarMediaType;
import dev.fasti.dav.DavResource.PrincipalResource;
import dev.fasti.dav.Names;
import dev.fasti.dav.principal.CalendarAddresses;
import dev.fasti.dav.property.ComputedProperty;
import dev.fasti.dav.property.HrefProperty;
import dev.fasti.dav.property.LiveProperty;
import dev.fasti.dav.property.Scope;
import dev.fasti.dav.property.StoredProperty;
import dev.fasti.dav.property.TextSyntax;
import dev.fasti.dav.query.Collation;
import dev.fasti.dav.xml.XmlWriter;
import dev.fasti.store.CollectionKind;
import java.util.List;
import javax.xml.namespace.QName;

/**
 * The properties of calendars and of those who own them.
 *
 * <p>Limits that are not enforced are not answered (RFC 4791 sections 5.2.6 to 5.2.9): a value would promise that
 * anything beyond it is refused.
 */
final class CalendarProperties {
    private static final Scope CALENDARS = Scope.collections(CollectionKind.CALENDAR);

    /** Whatever has the calendar-query report (section 7.5.1). */
    private static final Scope QUERIED = resource ->
            Scope.collections(CollectionKind.CALENDAR, CollectionKind.PLAIN).covers(resource)
                    || Scope.members(CollectionKind.CALENDAR).covers(resource);

    private static final QName COLLATION = Names.caldav("supported-collation");

    private CalendarProperties() {}

    static List<LiveProperty> all(CalDavSettings settings, CalendarData data) {
        return List.of(
                // RFC 4791 sections 5.2 and 7.5.1
                StoredProperty.of(Names.caldav("calendar-description"), new TextSyntax()),
                StoredProperty.of(Names.caldav("calendar-timezone"), new CalendarTimezoneSyntax()),
                // RFC 7809 section 5.2
                new CalendarTimezoneId(),
                new SupportedComponents(),
                ComputedProperty.of(
                        Names.caldav("supported-calendar-data"),
                        CALENDARS,
                        (resource, context, out) -> supportedData(out)),
                ComputedProperty.text(
                        Names.caldav("max-resource-size"), CALENDARS, Long.toString(settings.maxResourceSize())),
                ComputedProperty.of(
                        Names.caldav("supported-collation-set"),
                        QUERIED,
                        (resource, context, out) -> Collation.ids().forEach(id -> out.element(COLLATION, id))),
                data,
                // RFC 4791 section 6.2.1, RFC 6638 sections 2.4 and 9.1
                HrefProperty.homeSet(Names.caldav("calendar-home-set")),
                new HrefProperty(
                        Names.caldav("calendar-user-address-set"),
                        Scope.users(),
                        (resource, context) -> resource instanceof PrincipalResource user
                                ? CalendarAddresses.of(user.principal(), context.hrefs())
                                : List.of()),
                ComputedProperty.of(
                        Names.caldav("calendar-user-type"),
                        Scope.principals(),
                        (resource, context, out) -> out.text(Scope.users().covers(resource) ? "INDIVIDUAL" : "GROUP")),
                StoredProperty.of(
                        Names.caldav("schedule-calendar-transp"),
                        new TransparencySyntax(),
                        CALENDARS,
                        TransparencySyntax.OPAQUE),
                // RFC 7953 section 7.2.4
                StoredProperty.of(Names.caldav("calendar-availability"), new AvailabilitySyntax()),
                // Apple and Calendar Server
                StoredProperty.of(new QName(Names.ICAL, "calendar-color"), new ColourSyntax()),
                StoredProperty.of(new QName(Names.ICAL, "calendar-order"), new TextSyntax()),
                StoredProperty.of(new QName(Names.CALENDARSERVER, "source"), new SourceSyntax()));
    }

    private static void supportedData(XmlWriter out) {
        out.start(Names.caldav("calendar-data"))
                .attribute("content-type", CalendarMediaType.ESSENCE)
                .attribute("version", CalendarMediaType.VERSION)
                .end();
    }
}
