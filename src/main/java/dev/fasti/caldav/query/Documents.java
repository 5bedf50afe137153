package dev.fasti.caldav.query;

import dev.fasti.caldav.content.ParsedCalendars;
import dev.fasti.dav.DavException;
import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.icalendar.CalendarDocument;
import dev.fasti.icalendar.component.InvalidCalendar;
import dev.fasti.store.Content;
import dev.fasti.store.Facts.Trait;
import dev.fasti.store.Member;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.path.CollectionPath;
import java.util.Optional;
import java.util.function.Function;

/** Reads members for queries, so that none that cannot be read ever breaks one. Safe for use by several threads. */
public final class Documents {
    private final ParsedCalendars parsed;
    private final Skipped skipped = new Skipped();

    /** @param parsed shared with whatever else looks into calendar objects */
    public Documents(ParsedCalendars parsed) {
        this.parsed = parsed;
    }

    /** How often queries have passed over an item that cannot be read, the same one in several queries included. */
    public long skipped() {
        return skipped.count();
    }

    /**
     * Looks into one member.
     *
     * @param look given the document; {@link DavException} is passed on, any other failure is the
     *     item's
     * @return what {@code look} found; empty where there is nothing to look into
     */
    <T> Optional<T> look(CollectionResource calendar, Member member, Function<Found, Optional<T>> look) {
        CollectionPath path = calendar.collection().path();
        if (member.facts().traits().contains(Trait.UNREADABLE)) {
            skipped.add(path, member, "it is no calendar object");
            return Optional.empty();
        }
        try {
            return find(calendar, member).flatMap(look);
        } catch (InvalidCalendar e) {
            skipped.add(path, member, String.valueOf(e.getMessage()));
        } catch (StoreException.NotFound e) {
            return Optional.empty(); // as if the query had come a moment later
        } catch (StoreException.Unavailable e) {
            skipped.add(path, member, e);
        } catch (DavException e) {
            throw e;
        } catch (RuntimeException e) {
            skipped.add(path, member, e);
        }
        return Optional.empty();
    }

    private Optional<Found> find(CollectionResource calendar, Member member) {
        Optional<CalendarDocument> known = parsed.find(member.etag());
        if (known.isPresent()) {
            return known.map(document -> new Found(member, document));
        }
        return calendar.collection().read(member.name()).map(this::parse);
    }

    private Found parse(Content content) {
        Member member = content.member();
        return new Found(member, parsed.of(member.etag(), content.octets()));
    }

    /**
     * A member with what it says.
     *
     * @param member whose tag is the document's: a later one than the caller asked for, if it has been replaced since
     * @param document its content
     */
    record Found(Member member, CalendarDocument document) {}
}
