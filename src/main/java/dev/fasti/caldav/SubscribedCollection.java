package dev.fasti.caldav;

import dev.fasti.caldav.content.CalendarMediaType;
import dev.fasti.dav.CollectionType;
import dev.fasti.dav.DavException;
import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.dav.Names;
import dev.fasti.dav.Precondition;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.Facts;
import dev.fasti.store.Member;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;

/**
 * A calendar that is kept elsewhere: clients fetch it from its {@code CS:source} themselves.
 *
 * <p>It has no members and takes none. The refusal is a plain 403: no standard names a precondition for it, and one
 * about calendar data would send the client looking for a fault in what it sent.
 */
final class SubscribedCollection implements CollectionType {
    private static final List<QName> TYPES = List.of(new QName(Names.CALENDARSERVER, "subscribed"));

    @Override
    public CollectionKind kind() {
        return CollectionKind.SUBSCRIBED;
    }

    @Override
    public List<QName> resourceTypes() {
        return TYPES;
    }

    @Override
    public Facts admit(CollectionResource collection, byte[] octets, Optional<String> mediaType) {
        throw new DavException.Plain(403, "a subscription takes no members: its calendar is kept elsewhere");
    }

    @Override
    public String mediaType(Member member) {
        return CalendarMediaType.SERVED;
    }

    @Override
    public Optional<Precondition> noUidConflict() {
        return Optional.empty();
    }

    @Override
    public Optional<Precondition> maxResourceSize() {
        return Optional.empty();
    }
}
