package dev.fasti.caldav.content;

import dev.fasti.dav.DavException;
import dev.fasti.dav.MediaType;
import dev.fasti.dav.Names;
import dev.fasti.dav.Precondition;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.icalendar.CalendarDocument;
import dev.fasti.icalendar.component.CalendarComponent;
import dev.fasti.icalendar.expansion.Expander;
import dev.fasti.icalendar.time.TimeRange;
import java.util.List;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/**
 * What a request wants of calendar objects: the content of a {@code CALDAV:calendar-data} (RFC 4791 section 9.6).
 *
 * @param parts the parts of the VCALENDAR; null for all
 * @param expand the time whose instances are wanted, each by itself; null for the rules of recurrence
 * @param overrides the time whose overridden components are wanted; null for all of them
 * @param freeBusy the time whose FREEBUSY values are wanted; null for all of them
 */
record DataRequest(
        @Nullable CompSelection parts,
        @Nullable TimeRange expand,
        @Nullable TimeRange overrides,
        @Nullable TimeRange freeBusy) {
    /** Whole objects. */
    static final DataRequest WHOLE = new DataRequest(null, null, null, null);

    private static final QName COMP = Names.caldav("comp");
    private static final QName EXPAND = Names.caldav("expand");
    private static final QName LIMIT_RECURRENCE_SET = Names.caldav("limit-recurrence-set");
    private static final QName LIMIT_FREEBUSY_SET = Names.caldav("limit-freebusy-set");

    DataRequest {
        if (expand != null && overrides != null) {
            throw new IllegalArgumentException("instances are written out or limited");
        }
    }

    /**
     * Reads the element that names the property.
     *
     * @throws DavException.Refused with {@code supported-calendar-data} for another type or version
     * @throws DavException with 400 if the element is not one of section 9.6
     */
    static DataRequest read(XmlElement requested) {
        requireType(requested);
        if (requested.children().isEmpty()) {
            return WHOLE;
        }
        XmlElement comp = single(requested, COMP);
        CompSelection parts = comp == null ? null : CompSelection.read(comp);
        if (parts != null && !parts.name().equals("VCALENDAR")) {
            throw DavException.badRequest("the outermost comp of calendar-data is VCALENDAR");
        }
        TimeRange expand = range(requested, EXPAND);
        TimeRange overrides = range(requested, LIMIT_RECURRENCE_SET);
        if (expand != null && overrides != null) {
            throw DavException.badRequest("calendar-data has expand or limit-recurrence-set");
        }
        return new DataRequest(parts, expand, overrides, range(requested, LIMIT_FREEBUSY_SET));
    }

    private static void requireType(XmlElement requested) {
        boolean isType = requested
                .attribute("content-type")
                .map(type -> MediaType.essence(type).equals(CalendarMediaType.ESSENCE))
                .orElse(true);
        boolean isVersion = requested
                .attribute("version")
                .map(version -> version.strip().equals(CalendarMediaType.VERSION))
                .orElse(true);
        if (!isType || !isVersion) {
            throw new DavException.Refused(
                    Precondition.SUPPORTED_CALENDAR_DATA, "calendar data comes as text/calendar version 2.0");
        }
    }

    private static @Nullable XmlElement single(XmlElement requested, QName name) {
        List<XmlElement> found = requested.children(name);
        if (found.size() > 1) {
            throw DavException.badRequest("calendar-data has more than one " + name.getLocalPart());
        }
        return found.isEmpty() ? null : found.get(0);
    }

    private static @Nullable TimeRange range(XmlElement requested, QName name) {
        XmlElement element = single(requested, name);
        return element == null ? null : TimeRanges.closed(element, DavException::badRequest);
    }

    /** Whether the stored octets are the answer. */
    boolean isWhole() {
        return parts == null && expand == null && overrides == null && freeBusy == null;
    }

    /**
     * What is wanted of one object.
     *
     * @param expander finds instances, in the time zone of this request
     * @throws dev.fasti.icalendar.recurrence.TooManyInstances if there are too many to be written out
     */
    CalendarComponent of(CalendarDocument document, Expander expander) {
        CalendarComponent calendar = document.calendar();
        if (expand != null) {
            calendar = new Expansion(document, expander).within(expand);
        } else if (overrides != null) {
            calendar = new Overrides(document, expander).limited(overrides);
        }
        if (freeBusy != null) {
            calendar = new BusyTimes(document, expander).limited(calendar, freeBusy);
        }
        return parts == null ? calendar : parts.of(calendar);
    }
}
