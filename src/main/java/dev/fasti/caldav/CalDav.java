package dev.fasti.caldav;

import dev.fasti.caldav.content.CalendarData;
import dev.fasti.caldav.content.ParsedCalendars;
import dev.fasti.caldav.query.CalendarQuery;
import dev.fasti.caldav.query.Documents;
import dev.fasti.caldav.query.FreeBusyQuery;
import dev.fasti.caldav.query.QuerySettings;
import dev.fasti.dav.Extension;
import dev.fasti.dav.Names;
import dev.fasti.dav.report.Multiget;
import dev.fasti.store.CollectionKind;
import java.util.List;

/** What calendars bring to the engine (RFC 4791). */
public final class CalDav {
    private CalDav() {}

    public static Extension extension(CalDavSettings settings) {
        QuerySettings queries = settings.queries();
        ParsedCalendars parsed = new ParsedCalendars(queries.maxParsedOctets());
        Documents documents = new Documents(parsed);
        CalendarData data =
                new CalendarData(parsed, queries.expansion(), queries.clock().getZone());
        return new Extension(
                List.of("calendar-access", "calendarserver-subscribed"),
                CalendarProperties.all(settings, data),
                List.of(
                        new CalendarQuery(queries, data, documents),
                        new Multiget(
                                Names.caldav("calendar-multiget"),
                                CollectionKind.CALENDAR,
                                settings.maxMultigetHrefs()),
                        new FreeBusyQuery(queries, documents)),
                List.of(new CalendarCollection(), new SubscribedCollection()));
    }
}
