package dev.fasti.caldav;

import dev.fasti.caldav.content.CalendarMediaType;
import dev.fasti.caldav.content.TimezoneChoice;
import dev.fasti.dav.CollectionType;
import dev.fasti.dav.DavException;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.dav.Names;
import dev.fasti.dav.Precondition;
import dev.fasti.dav.WholeFile;
import dev.fasti.icalendar.CalendarObject;
import dev.fasti.icalendar.component.InvalidCalendar;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.Facts;
import dev.fasti.store.Member;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;

/** A calendar, and what may be put into one (RFC 4791 sections 4.2 and 5.3.2.1). */
final class CalendarCollection implements CollectionType {
    private static final List<QName> TYPES = List.of(Names.caldav("calendar"));

    @Override
    public CollectionKind kind() {
        return CollectionKind.CALENDAR;
    }

    @Override
    public List<QName> resourceTypes() {
        return TYPES;
    }

    @Override
    public Facts admit(CollectionResource collection, byte[] octets, Optional<String> mediaType) {
        if (!CalendarMediaType.isAdmitted(mediaType)) {
            throw new DavException.Refused(Precondition.SUPPORTED_CALENDAR_DATA, "a calendar holds text/calendar");
        }
        Facts facts = validate(octets);
        String component = facts.component();
        ComponentSet components = ComponentSet.in(collection.snapshot().properties());
        if (component == null || !components.contains(component)) {
            throw new DavException.Refused(
                    Precondition.SUPPORTED_CALENDAR_COMPONENT,
                    "this calendar takes " + String.join(", ", components.names()));
        }
        return facts;
    }

    @Override
    public long admitting(byte[] octets) {
        return CalendarObject.reading(octets);
    }

    /** Without a {@code component} parameter, which no client looks at. */
    @Override
    public String mediaType(Member member) {
        return CalendarMediaType.SERVED;
    }

    /** With or without definitions of time zones (RFC 7809 section 3.1.3). */
    @Override
    public byte[] served(DavExchange exchange, byte[] octets) {
        Optional<String> header = exchange.header(TimezoneChoice.HEADER);
        if (header.isEmpty()) {
            return octets;
        }
        exchange.setHeader("Vary", TimezoneChoice.HEADER);
        return TimezoneChoice.of(header).apply(octets);
    }

    @Override
    public Optional<WholeFile> wholeFile() {
        return Optional.of(new CalendarFile());
    }

    @Override
    public Optional<Precondition> noUidConflict() {
        return Optional.of(Precondition.CALENDAR_NO_UID_CONFLICT);
    }

    @Override
    public Optional<Precondition> maxResourceSize() {
        return Optional.of(Precondition.CALENDAR_MAX_RESOURCE_SIZE);
    }

    private static Facts validate(byte[] octets) {
        try {
            return CalendarObject.validate(octets);
        } catch (InvalidCalendar e) {
            Precondition broken = switch (e.reason()) {
                case DATA -> Precondition.VALID_CALENDAR_DATA;
                case OBJECT -> Precondition.VALID_CALENDAR_OBJECT_RESOURCE;
            };
            throw new DavException.Refused(broken, String.valueOf(e.getMessage()));
        }
    }
}
