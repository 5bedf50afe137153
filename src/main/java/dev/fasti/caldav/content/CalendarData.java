package dev.fasti.caldav.content;

import dev.fasti.dav.DavException;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.MemberResource;
import dev.fasti.dav.Names;
import dev.fasti.dav.Precondition;
import dev.fasti.dav.property.LiveProperty;
import dev.fasti.dav.property.PropertyContext;
import dev.fasti.dav.property.Scope;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.dav.xml.XmlWriter;
import dev.fasti.icalendar.CalendarDocument;
import dev.fasti.icalendar.component.CalendarText;
import dev.fasti.icalendar.component.InvalidCalendar;
import dev.fasti.icalendar.expansion.Expander;
import dev.fasti.icalendar.recurrence.ExpansionLimits;
import dev.fasti.icalendar.recurrence.TooManyInstances;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.Snapshot;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.function.Consumer;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/**
 * {@code CALDAV:calendar-data}: a calendar object as it is kept, or what is wanted of it (RFC 4791 section 9.6).
 *
 * <p>The standard has it in reports only; Nextcloud's library asks for it by PROPFIND, too. A whole object is answered
 * with exactly the octets that are stored.
 */
public final class CalendarData implements LiveProperty {
    private static final QName NAME = Names.caldav("calendar-data");
    private static final Scope MEMBERS = Scope.members(CollectionKind.CALENDAR);

    private final ParsedCalendars parsed;
    private final ExpansionLimits limits;
    private final ZoneId standardZone;
    private final @Nullable ZoneRules requestedZone;
    private final DataRequest wanted;
    private @Nullable Located located;

    /**
     * @param limits the most instances that are written out
     * @param standardZone where the dates of calendars without a time zone are
     */
    public CalendarData(ParsedCalendars parsed, ExpansionLimits limits, ZoneId standardZone) {
        this(parsed, limits, standardZone, null, DataRequest.WHOLE);
    }

    private CalendarData(
            ParsedCalendars parsed,
            ExpansionLimits limits,
            ZoneId standardZone,
            @Nullable ZoneRules requestedZone,
            DataRequest wanted) {
        this.parsed = parsed;
        this.limits = limits;
        this.standardZone = standardZone;
        this.requestedZone = requestedZone;
        this.wanted = wanted;
    }

    /** This property in a request that says where dates are, whatever the calendars say. */
    public CalendarData in(ZoneRules zone) {
        return new CalendarData(parsed, limits, standardZone, zone, wanted);
    }

    @Override
    public QName name() {
        return NAME;
    }

    @Override
    public boolean isDefinedOn(DavResource resource) {
        return MEMBERS.covers(resource);
    }

    @Override
    public boolean readsContent() {
        return true;
    }

    @Override
    public LiveProperty prepared(XmlElement requested) {
        return new CalendarData(parsed, limits, standardZone, requestedZone, DataRequest.read(requested));
    }

    @Override
    public Consumer<XmlWriter> value(DavResource resource, PropertyContext context) {
        if (!(resource instanceof MemberResource member) || member.octets() == null) {
            throw new IllegalStateException("calendar-data needs the octets");
        }
        byte[] octets = wanted.isWhole() ? member.octets() : part(member, member.octets());
        byte[] chosen =
                TimezoneChoice.of(context.header().apply(TimezoneChoice.HEADER)).apply(octets);
        return out -> out.text(chosen);
    }

    @Override
    public void write(DavResource resource, PropertyContext context, XmlWriter out) {
        value(resource, context).accept(out);
    }

    private byte[] part(MemberResource member, byte[] octets) {
        try {
            CalendarDocument document = parsed.of(member.member().etag(), octets);
            return CalendarText.of(wanted.of(document, expander(member.parent().snapshot())));
        } catch (InvalidCalendar e) {
            throw new DavException.Refused(Precondition.VALID_CALENDAR_DATA, "the object cannot be parsed");
        } catch (TooManyInstances e) {
            throw new DavException.Refused(
                    Precondition.NUMBER_OF_MATCHES_WITHIN_LIMITS, "the object has too many instances");
        }
    }

    private Expander expander(Snapshot calendar) {
        Located last = located;
        if (last == null || last.calendar() != calendar) {
            ZoneRules zone = requestedZone == null ? FloatingZone.of(calendar, standardZone) : requestedZone;
            last = new Located(calendar, new Expander(zone, limits));
            located = last;
        }
        return last.expander();
    }

    /** The expander of the calendar whose members are being answered. */
    private record Located(Snapshot calendar, Expander expander) {}
}
