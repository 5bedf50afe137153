package dev.fasti.caldav.query;

import dev.fasti.acl.Privilege;
import dev.fasti.caldav.content.CalendarMediaType;
import dev.fasti.caldav.content.FloatingZone;
import dev.fasti.caldav.content.TimeRanges;
import dev.fasti.dav.ClientKindness;
import dev.fasti.dav.DavException;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.dav.Depth;
import dev.fasti.dav.Names;
import dev.fasti.dav.Precondition;
import dev.fasti.dav.property.DeadProperties;
import dev.fasti.dav.property.TextSyntax;
import dev.fasti.dav.report.Report;
import dev.fasti.dav.report.ReportContext;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.icalendar.CalendarDocument;
import dev.fasti.icalendar.component.InvalidCalendar;
import dev.fasti.icalendar.expansion.Expander;
import dev.fasti.icalendar.recurrence.TooManyInstances;
import dev.fasti.icalendar.time.TimeRange;
import dev.fasti.store.Member;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyValue;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.xml.namespace.QName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The free-busy-query report: when the events of a calendar, or of all calendars of a home, take time (RFC 4791
 * section 7.10).
 *
 * <p>A calendar that is asked itself answers for itself. Of the calendars in a home those count that are {@code opaque}
 * (RFC 6638 section 9.1) and that the viewer may know the busy time of. What is not available is busy, too, by the
 * VAVAILABILITY components in these calendars and the {@code calendar-availability} of the calendars and of what is asked
 * (RFC 7953 section 7.2.3).
 */
public final class FreeBusyQuery implements Report {
    private static final Logger LOG = LoggerFactory.getLogger(FreeBusyQuery.class);
    private static final QName NAME = Names.caldav("free-busy-query");
    private static final QName TIME_RANGE = Names.caldav("time-range");
    private static final PropertyName TRANSPARENCY = DeadProperties.name(Names.caldav("schedule-calendar-transp"));
    private static final PropertyName AVAILABILITY = DeadProperties.name(Names.caldav("calendar-availability"));
    private static final List<String> COMPONENTS = List.of("VEVENT", "VFREEBUSY");

    /** So much is told of a range that is open at one end. */
    private static final int OPEN_YEARS = 2;

    /** The first and the last moment of which iCalendar can speak. */
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private final QuerySettings settings;
    private final Documents documents;

    /** @param documents shared by all queries */
    public FreeBusyQuery(QuerySettings settings, Documents documents) {
        this.settings = settings;
        this.documents = documents;
    }

    @Override
    public QName name() {
        return NAME;
    }

    @Override
    public boolean isSupportedOn(DavResource resource) {
        return Targets.areIn(resource)
                || ClientKindness.homeOfFreeBusy(resource).isPresent();
    }

    @Override
    public Privilege privilege() {
        return Privilege.READ_FREE_BUSY;
    }

    /** Who may not know when somebody is busy may not know that there is a calendar either (section 7.10). */
    @Override
    public DavException refusal(DavException.NeedPrivilege missing) {
        return DavException.notFound();
    }

    @Override
    public void answer(ReportContext context, XmlElement request) {
        List<XmlElement> ranges = request.children(TIME_RANGE);
        if (ranges.size() != 1) {
            throw DavException.badRequest("a free-busy-query has one time-range");
        }
        TimeRange range = bounded(TimeRanges.open(ranges.get(0), DavException::badRequest));
        Reckoning reckoning =
                new Reckoning(range, FloatingZone.ofRequest(request), new BusyTime(range), new Unavailability());
        List<CollectionResource> calendars = calendars(context);
        asked(context).ifPresent(asked -> addProperty(asked, reckoning));
        for (CollectionResource calendar : calendars) {
            if (isAskedItself(context, calendar) || isOpaque(calendar)) {
                add(calendar, reckoning);
            }
        }
        BusyTime busy = reckoning.busy();
        reckoning.unavailability().addTo(busy);
        String name = context.resource().href(context.exchange().hrefs());
        write(context.exchange(), new FreeBusyText(settings.clock().instant(), name).of(range, busy.periods()));
    }

    /** What is answered of a range that may be open at one end (section 9.9); an endless series has no last busy time. */
    private static TimeRange bounded(TimeRange asked) {
        Instant start = asked.start().equals(Instant.MIN) ? years(asked.end(), -OPEN_YEARS) : asked.start();
        Instant end = asked.end().equals(Instant.MAX) ? years(asked.start(), OPEN_YEARS) : asked.end();
        if (!start.isBefore(end)) {
            throw DavException.badRequest("a time range ends after its start");
        }
        return new TimeRange(start, end);
    }

    private static Instant years(Instant from, int years) {
        Instant to = from.atZone(ZoneOffset.UTC).plusYears(years).toInstant();
        return to.isBefore(FIRST) ? FIRST : to.isAfter(LAST) ? LAST : to;
    }

    private static List<CollectionResource> calendars(ReportContext context) {
        Optional<CollectionPath> home = ClientKindness.homeOfFreeBusy(context.resource());
        if (home.isEmpty()) {
            Depth depth = ClientKindness.depthOfQuery(context.exchange());
            return Targets.calendars(context, depth, Privilege.READ_FREE_BUSY);
        }
        List<CollectionResource> calendars = Targets.below(context, home.get(), Privilege.READ_FREE_BUSY);
        if (calendars.isEmpty()) {
            throw DavException.notFound(); // nothing that the viewer may know of is not the same as free
        }
        return calendars;
    }

    /** The collection that is asked, if the viewer may know when its owner is busy. */
    private static Optional<CollectionResource> asked(ReportContext context) {
        if (context.resource() instanceof CollectionResource asked) {
            return Optional.of(asked);
        }
        return ClientKindness.homeOfFreeBusy(context.resource())
                .filter(home -> context.resources()
                        .privileges(home, context.exchange().viewer())
                        .contains(Privilege.READ_FREE_BUSY))
                .flatMap(context.resources()::collection);
    }

    private static boolean isAskedItself(ReportContext context, CollectionResource calendar) {
        return context.resource() instanceof CollectionResource target
                && target.collection().path().equals(calendar.collection().path());
    }

    private static boolean isOpaque(CollectionResource calendar) {
        PropertyValue value = calendar.snapshot().properties().get(TRANSPARENCY);
        return value == null || !TextSyntax.textOf(value).equals("transparent");
    }

    private void add(CollectionResource calendar, Reckoning reckoning) {
        Expander expander = expander(calendar, reckoning);
        for (String component : COMPONENTS) {
            look(
                    calendar,
                    component,
                    reckoning,
                    document -> new BusyItem(document, expander).addTo(reckoning.busy(), reckoning.range()));
        }
        look(calendar, "VAVAILABILITY", reckoning, document -> addAvailability(document, expander, reckoning));
        addProperty(calendar, reckoning);
    }

    private void look(
            CollectionResource calendar, String component, Reckoning reckoning, Consumer<CalendarDocument> look) {
        TimeRange range = reckoning.range();
        for (Member member : calendar.snapshot().members().overlapping(component, range.start(), range.end())) {
            documents.look(calendar, member, read -> {
                look.accept(read.document());
                return Optional.empty();
            });
            if (reckoning.busy().size() + reckoning.unavailability().size() > settings.maxResults()) {
                throw tooMany("too many periods of busy time");
            }
        }
    }

    private static void addAvailability(CalendarDocument document, Expander expander, Reckoning reckoning) {
        try {
            expander.availabilities(document, reckoning.range()).forEach(reckoning.unavailability()::add);
        } catch (TooManyInstances e) {
            throw tooMany("more available times than can be counted");
        }
    }

    /** The property's value was checked when it was set; what others put into the folder may make no sense. */
    private void addProperty(CollectionResource collection, Reckoning reckoning) {
        PropertyValue value = collection.snapshot().properties().get(AVAILABILITY);
        if (value == null) {
            return;
        }
        try {
            CalendarDocument document =
                    CalendarDocument.parse(TextSyntax.textOf(value).getBytes(StandardCharsets.UTF_8));
            addAvailability(document, expander(collection, reckoning), reckoning);
        } catch (InvalidCalendar e) {
            LOG.debug(
                    "The availability at {} is left out: {}",
                    collection.collection().path(),
                    e.toString());
        }
    }

    private Expander expander(CollectionResource collection, Reckoning reckoning) {
        ZoneRules zone = reckoning
                .zone()
                .orElseGet(() ->
                        FloatingZone.of(collection.snapshot(), settings.clock().getZone()));
        return new Expander(zone, settings.expansion());
    }

    private static DavException tooMany(String message) {
        return new DavException.Refused(Precondition.NUMBER_OF_MATCHES_WITHIN_LIMITS, 403, message);
    }

    /**
     * What one query gathers.
     *
     * @param zone where the request says that floating times are (RFC 7809 section 3.1.6); empty if it does not
     */
    private record Reckoning(TimeRange range, Optional<ZoneRules> zone, BusyTime busy, Unavailability unavailability) {}

    private static void write(DavExchange exchange, byte[] calendar) {
        exchange.setHeader("Content-Type", CalendarMediaType.SERVED);
        try (OutputStream out = exchange.answer(200)) {
            out.write(calendar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
