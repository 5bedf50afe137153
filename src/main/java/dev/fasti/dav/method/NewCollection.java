package dev.fasti.dav.method;

import dev.fasti.acl.Privilege;
import dev.fasti.dav.ClientKindness;
import dev.fasti.dav.DavException;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.Names;
import dev.fasti.dav.Place;
import dev.fasti.dav.Precondition;
import dev.fasti.dav.Site;
import dev.fasti.dav.lock.Touch;
import dev.fasti.dav.lock.WriteGuard;
import dev.fasti.dav.property.DeadProperties;
import dev.fasti.dav.property.LiveProperty;
import dev.fasti.dav.property.PropertyUpdate;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyPatch;
import dev.fasti.store.property.PropertyValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;

/** What MKCOL and MKCALENDAR share: a collection and its first properties come to be in one step, or not at all. */
final class NewCollection {
    static final QName RESOURCE_TYPE = Names.dav("resourcetype");
    private static final QName SET = Names.dav("set");
    private static final QName PROP = Names.dav("prop");

    private final Site site;
    private final WriteGuard guard;

    NewCollection(Site site) {
        this.site = site;
        this.guard = new WriteGuard(site);
    }

    /** The properties that a body sets, in the order of the document. */
    static List<XmlElement> properties(Optional<XmlElement> body) {
        return body.stream()
                .flatMap(root -> root.children(SET).stream())
                .flatMap(set -> set.children(PROP).stream())
                .flatMap(prop -> prop.children().stream())
                .toList();
    }

    /** A body that is not XML is of a kind that we cannot interpret (RFC 4918 section 9.3.1, RFC 4791 section 5.3.1.1). */
    private static void requireXml(DavExchange exchange) {
        boolean isXml =
                exchange.header("Content-Type").map(ClientKindness::isReadAsXml).orElse(true);
        if (!isXml && exchange.body(1 << 16).length > 0) {
            throw new DavException.Plain(415, "the body is not XML");
        }
    }

    /**
     * Refuses what can be refused before the body is read: who may not make a collection at the request's URL, a
     * condition that does not hold where nothing is, and a body of another kind than XML.
     */
    void requireAcceptable(DavExchange exchange) {
        Place place = place(exchange);
        // Homes come to be with their users' first login, and not because somebody may write into all homes.
        Place parent = place.parent()
                .orElseThrow(
                        () -> new DavException.NeedPrivilege(exchange.hrefs().root(), Privilege.BIND));
        site.require(exchange, parent, Privilege.BIND);
        site.require(exchange, place, Privilege.BIND);
        Conditions.requireOnNothing(exchange);
        requireXml(exchange);
    }

    /**
     * Makes the collection.
     *
     * @param properties all that the body sets; DAV:resourcetype, which says the kind, is only told of
     * @throws DavException with 409 if something is there or the parent is missing, 403 if it holds no
     *     collections
     */
    Outcome make(DavExchange exchange, CollectionKind kind, List<XmlElement> properties) {
        PropertyUpdate update = new PropertyUpdate();
        properties.forEach(element -> update.add(element.name(), () -> initial(kind, element)));
        if (!update.isAcceptable()) {
            return new Outcome(update, Status.REFUSED);
        }
        try {
            PropertyPatch patch = update.patch();
            CollectionPath path = place(exchange).real();
            guard.run(exchange, List.of(Touch.mapping(path)), lists -> {
                if (!shows(exchange, path, kind, patch)) {
                    site.store().by(exchange.author()).create(path, kind, patch.applyTo(Map.of()));
                }
            });
            return new Outcome(update, Status.MADE);
        } catch (StoreException.NameTaken e) {
            throw new DavException.Refused(Precondition.RESOURCE_MUST_BE_NULL, "something is here already");
        } catch (StoreException.ParentMissing e) {
            throw new DavException.Plain(409, "the collection around it does not exist");
        } catch (StoreException.ParentRefused e) {
            throw Destinations.locationRefused(kind);
        }
    }

    /** Shows a collection of somebody else again that the viewer has hidden from here, if nothing more is asked for. */
    private boolean shows(DavExchange exchange, CollectionPath path, CollectionKind kind, PropertyPatch patch) {
        return patch.changes().isEmpty()
                && site.resources().mounts().showAt(path, kind, exchange.viewer(), exchange.author());
    }

    /** What becomes of a collection whose resource type is refused: its other properties fail with it. */
    static Outcome refusedType(List<XmlElement> properties) {
        PropertyUpdate update = new PropertyUpdate();
        update.add(RESOURCE_TYPE, () -> {
            throw new DavException.Refused(Precondition.VALID_RESOURCETYPE, "no such type of collection");
        });
        properties.stream()
                .filter(property -> !property.is(RESOURCE_TYPE))
                .forEach(property -> update.add(property.name(), Map::of));
        return new Outcome(update, Status.REFUSED);
    }

    private Place place(DavExchange exchange) {
        return new Destinations(site).place(exchange, exchange.target());
    }

    private Map<PropertyName, Optional<PropertyValue>> initial(CollectionKind kind, XmlElement element) {
        if (element.is(RESOURCE_TYPE)) {
            return Map.of();
        }
        Optional<LiveProperty> live = site.properties().find(element.name());
        return live.isPresent() ? live.get().initialise(kind, element) : DeadProperties.set(element);
    }

    /** What became of it; the update says what of each property. */
    record Outcome(PropertyUpdate update, Status status) {
        boolean isMade() {
            return status == Status.MADE;
        }
    }

    enum Status {
        MADE,
        REFUSED
    }
}
