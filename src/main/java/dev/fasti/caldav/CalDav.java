package dev.fasti.caldav;

import dev.fasti.dav.Extension;
import dev.fasti.dav.Names;
import dev.fasti.dav.report.Multiget;
import dev.fasti.store.CollectionKind;
import java.util.List;

/** What calendars bring to the engine (RFC 4791). */
public final class CalDav {
    private CalDav() {}

    public static Extension extension(CalDavSettings settings) {
        return new Extension(
                List.of("calendar-access"),
                CalendarProperties.all(settings),
                List.of(new Multiget(
                        Names.caldav("calendar-multiget"), CollectionKind.CALENDAR, settings.maxMultigetHrefs())),
                List.of(new CalendarCollection(), new SubscribedCollection()));
    }
}
