package dev.fasti.caldav;

import dev.fasti.dav.DavException;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.MemberResource;
import dev.fasti.dav.MediaType;
import dev.fasti.dav.Names;
import dev.fasti.dav.Precondition;
import dev.fasti.dav.property.LiveProperty;
import dev.fasti.dav.property.PropertyContext;
import dev.fasti.dav.property.Scope;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.dav.xml.XmlWriter;
import dev.fasti.store.CollectionKind;
import java.util.Set;
import javax.xml.namespace.QName;

/**
 * {@code CALDAV:calendar-data}: a calendar object as it is kept (RFC 4791 section 9.6).
 *
 * <p>The standard has it in reports only; Nextcloud's library asks for it by PROPFIND, too.
 *
 * <p>Only whole objects: a request for parts, or for a recurrence written out, is refused with 501, because the
 * whole object in its place would be taken for what was asked for.
 */
final class CalendarData implements LiveProperty {
    private static final QName NAME = Names.caldav("calendar-data");
    private static final Scope MEMBERS = Scope.members(CollectionKind.CALENDAR);
    private static final Set<QName> PARTS = Set.of(
            Names.caldav("comp"),
            Names.caldav("expand"),
            Names.caldav("limit-recurrence-set"),
            Names.caldav("limit-freebusy-set"));

    @Override
    public QName name() {
        return NAME;
    }

    @Override
    public Visibility visibility() {
        return Visibility.NAMED;
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
    public void checkRequest(XmlElement requested) {
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
        for (XmlElement child : requested.children()) {
            if (PARTS.contains(child.name())) {
                throw new DavException.Plain(
                        501, "calendar-data with " + child.name().getLocalPart() + " is not supported");
            }
        }
    }

    @Override
    public void write(DavResource resource, PropertyContext context, XmlWriter out) {
        if (resource instanceof MemberResource member && member.octets() != null) {
            out.text(member.octets());
            return;
        }
        throw new IllegalStateException("calendar-data needs the octets");
    }
}
