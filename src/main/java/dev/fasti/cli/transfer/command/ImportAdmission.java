package dev.fasti.cli.transfer.command;

import dev.fasti.cli.site.OpenSite;
import dev.fasti.cli.transfer.Intake;
import dev.fasti.dav.DavException;
import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.heap.HeapRoom;
import dev.fasti.icalendar.CalendarObject;
import dev.fasti.icalendar.component.InvalidCalendar;
import dev.fasti.store.Collection;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.Facts;
import dev.fasti.vcard.AddressObject;
import dev.fasti.vcard.InvalidCard;
import java.util.Optional;

/** The rules of a PUT, for what is imported. */
record ImportAdmission(OpenSite site) implements Intake.Admission {
    /** What is checked without asking for memory, in octets. */
    private static final int LITTLE = 16 << 10;

    @Override
    public Facts admit(CollectionKind kind, Optional<Collection> collection, byte[] octets) throws Intake.Refusal {
        long set = site.config().limits().maxResourceSize();
        long most = site.dav().limits().maxResourceSize();
        if (octets.length > most) {
            throw new Intake.Refusal("it has more than " + most + " bytes ("
                    + (most < set ? "Java's memory has no room for more: JAVA_OPTS=-Xmx" : "limits.max_resource_size")
                    + ")");
        }
        Optional<HeapRoom.Promise> room = room(kind, octets);
        try {
            return collection.isPresent() ? admit(kind, collection.get(), octets) : validate(kind, octets);
        } catch (DavException | InvalidCalendar | InvalidCard e) {
            throw new Intake.Refusal(String.valueOf(e.getMessage()));
        } finally {
            room.ifPresent(HeapRoom.Promise::close);
        }
    }

    private Optional<HeapRoom.Promise> room(CollectionKind kind, byte[] octets) throws Intake.Refusal {
        if (octets.length < LITTLE) {
            return Optional.empty();
        }
        Optional<HeapRoom.Promise> room =
                HeapRoom.MACHINE.promise(site.dav().type(kind).admitting(octets));
        if (room.isEmpty()) {
            throw new Intake.Refusal("Java has too little memory left for it (JAVA_OPTS=-Xmx)");
        }
        return room;
    }

    private Facts admit(CollectionKind kind, Collection collection, byte[] octets) {
        CollectionResource resource = new CollectionResource(collection, collection.snapshot());
        return site.dav().type(kind).admit(resource, octets, Optional.empty());
    }

    private static Facts validate(CollectionKind kind, byte[] octets) {
        return switch (kind) {
            case CALENDAR -> CalendarObject.validate(octets);
            case ADDRESSBOOK -> AddressObject.validate(octets);
            case PLAIN, SUBSCRIBED -> Facts.NONE;
        };
    }
}
