package dev.fasti.caldav;

import dev.fasti.dav.DavResource;
import dev.fasti.dav.Names;
import dev.fasti.dav.property.ComputedProperty;
import dev.fasti.dav.property.HomeSet;
import dev.fasti.dav.property.HrefProperty;
import dev.fasti.dav.property.LiveProperty;
import dev.fasti.dav.property.Scope;
import dev.fasti.dav.property.StoredProperty;
import dev.fasti.dav.property.StoredText;
import dev.fasti.store.CollectionKind;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import javax.xml.namespace.QName;

/**
 * The properties of calendars and of those who own them.
 *
 * <p>Limits that are not enforced are not answered (RFC 4791 sections 5.2.6 to 5.2.9): a value would promise that
 * anything beyond it is refused.
 */
final class CalendarProperties {
    private static final Predicate<DavResource> CALENDARS = Scope.collections(CollectionKind.CALENDAR);
    private static final Set<CollectionKind> CALENDAR_LIKE = Set.of(CollectionKind.CALENDAR, CollectionKind.SUBSCRIBED);
    private static final Set<CollectionKind> ANY = Set.of(CollectionKind.values());
    private static final QName COLLATION = Names.caldav("supported-collation");

    private CalendarProperties() {}

    static List<LiveProperty> all(CalDavSettings settings) {
        return List.of(
                // RFC 4791 sections 5.2 and 7.5.1
                new StoredText(Names.caldav("calendar-description"), CALENDAR_LIKE, UnaryOperator.identity()),
                StoredProperty.of(Names.caldav("calendar-timezone"), CALENDAR_LIKE, new CalendarTimezoneSyntax()),
                new SupportedComponents(),
                computed(
                        "supported-calendar-data",
                        (resource, context, out) -> out.start(CalendarData.NAME)
                                .attribute("content-type", CalendarMediaType.ESSENCE)
                                .attribute("version", CalendarMediaType.VERSION)
                                .end()),
                computed(
                        "max-resource-size",
                        (resource, context, out) -> out.text(Long.toString(settings.maxResourceSize()))),
                computed(
                        "supported-collation-set",
                        (resource, context, out) ->
                                out.element(COLLATION, "i;ascii-casemap").element(COLLATION, "i;octet")),
                new CalendarData(),
                // RFC 4791 section 6.2.1, RFC 6638 sections 2.4 and 9.1
                HomeSet.named(Names.caldav("calendar-home-set")),
                new HrefProperty(
                        Names.caldav("calendar-user-address-set"),
                        Scope.principals(),
                        (resource, context) -> List.of(resource.href(context.hrefs()))),
                new ComputedProperty(
                        Names.caldav("calendar-user-type"),
                        LiveProperty.Visibility.NAMED,
                        Scope.principals(),
                        (resource, context, out) -> out.text("INDIVIDUAL")),
                StoredProperty.withDefault(
                        Names.caldav("schedule-calendar-transp"),
                        CALENDAR_LIKE,
                        new TransparencySyntax(),
                        TransparencySyntax.OPAQUE),
                // Apple and Calendar Server
                StoredProperty.of(new QName(Names.ICAL, "calendar-color"), ANY, new ColourSyntax()),
                new StoredText(new QName(Names.ICAL, "calendar-order"), ANY, UnaryOperator.identity()),
                StoredProperty.of(
                        new QName(Names.CALENDARSERVER, "source"),
                        Set.of(CollectionKind.SUBSCRIBED),
                        new SourceSyntax()));
    }

    private static LiveProperty computed(String local, ComputedProperty.Value value) {
        return new ComputedProperty(Names.caldav(local), LiveProperty.Visibility.NAMED, CALENDARS, value);
    }
}
