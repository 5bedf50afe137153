package dev.fasti.dav.method;

import dev.fasti.acl.Privilege;
import dev.fasti.dav.Bodies;
import dev.fasti.dav.DavException;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.dav.DavResource.MemberResource;
import dev.fasti.dav.DavResource.PrincipalResource;
import dev.fasti.dav.Names;
import dev.fasti.dav.Precondition;
import dev.fasti.dav.Preference;
import dev.fasti.dav.Preferences;
import dev.fasti.dav.Site;
import dev.fasti.dav.lock.LockProperties;
import dev.fasti.dav.lock.Touch;
import dev.fasti.dav.lock.WriteGuard;
import dev.fasti.dav.property.DeadProperties;
import dev.fasti.dav.property.LiveProperty;
import dev.fasti.dav.property.PropertyUpdate;
import dev.fasti.dav.xml.MultiStatusWriter;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.store.Member;
import dev.fasti.store.condition.WriteCondition;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;

/**
 * PROPPATCH: sets and removes properties, all or none (RFC 4918 section 9.2). Whoever prefers little gets an empty 200
 * when all went well (RFC 8144 section 2.2).
 */
public final class Proppatch implements DavMethod {
    private static final QName DISPLAY_NAME = Names.dav("displayname");
    private static final QName UPDATE = Names.dav("propertyupdate");
    private static final QName SET = Names.dav("set");
    private static final QName REMOVE = Names.dav("remove");
    private static final QName PROP = Names.dav("prop");

    private final Site site;
    private final Bodies bodies;
    private final WriteGuard guard;

    public Proppatch(Site site, Bodies bodies) {
        this.site = site;
        this.bodies = bodies;
        this.guard = new WriteGuard(site);
    }

    @Override
    public List<String> names() {
        return List.of("PROPPATCH");
    }

    @Override
    public boolean isAllowedOn(DavResource resource) {
        return resource instanceof CollectionResource
                || resource instanceof MemberResource
                || resource instanceof PrincipalResource;
    }

    @Override
    public void answer(DavExchange exchange, Optional<DavResource> target) {
        DavResource resource = DavMethod.existing(target);
        site.require(exchange, resource, Privilege.WRITE_PROPERTIES);
        XmlElement body = bodies.require(exchange);
        if (!body.is(UPDATE)) {
            throw DavException.badRequest("the body's root is not DAV:propertyupdate");
        }
        PropertyUpdate update = update(resource, body);
        guard.run(exchange, touched(resource), lists -> {
            requireConditions(exchange, resource, lists);
            if (update.isAcceptable()) {
                apply(exchange, resource, update, lists);
            }
        });
        if (update.isAcceptable()
                && !Preferences.apply(exchange, Preference.MINIMAL).isEmpty()) {
            exchange.answerEmpty(200);
            return;
        }
        MultiStatusWriter out = Bodies.multiStatus(exchange);
        out.start(resource.href(exchange.hrefs()));
        update.report(out);
        out.end();
        out.finish();
    }

    /** What a user's view of somebody else's collection is like is written in that user's home, not in the collection. */
    private static List<Touch> touched(DavResource resource) {
        Optional<CollectionPath> path = resource instanceof CollectionResource collection && collection.isMounted()
                ? collection.place().parent()
                : LockProperties.path(resource);
        return path.map(Touch::content).stream().toList();
    }

    private static void requireConditions(DavExchange exchange, DavResource resource, WriteCondition lists) {
        if (resource instanceof MemberResource found) {
            Member member = found.member();
            WriteCondition both = new WriteCondition.Both(Conditions.on(exchange, member), lists);
            if (!both.holds(Optional.of(member.etag()))) {
                throw Conditions.failed();
            }
        } else if (resource instanceof CollectionResource collection) {
            Conditions.requireOn(exchange, collection);
        }
    }

    private PropertyUpdate update(DavResource resource, XmlElement body) {
        PropertyUpdate update = new PropertyUpdate();
        for (XmlElement instruction : body.children()) {
            boolean isSet = instruction.is(SET);
            if (!isSet && !instruction.is(REMOVE)) {
                continue;
            }
            instruction.children(PROP).stream()
                    .flatMap(prop -> prop.children().stream())
                    .forEach(element -> update.add(
                            element.name(), () -> isSet ? set(resource, element) : remove(resource, element.name())));
        }
        return update;
    }

    private Map<PropertyName, Optional<PropertyValue>> set(DavResource resource, XmlElement element) {
        requireSettable(resource, element.name());
        Optional<LiveProperty> live = site.properties().find(element.name());
        return live.isPresent() ? live.get().set(resource, element) : DeadProperties.set(element);
    }

    private Map<PropertyName, Optional<PropertyValue>> remove(DavResource resource, QName name) {
        requireSettable(resource, name);
        Optional<LiveProperty> live = site.properties().find(name);
        return live.isPresent() ? live.get().remove(resource) : DeadProperties.remove(name);
    }

    /** Of a user, nothing but the name is kept. */
    private static void requireSettable(DavResource resource, QName name) {
        if (resource instanceof PrincipalResource && !name.equals(DISPLAY_NAME)) {
            throw new DavException.Refused(
                    Precondition.CANNOT_MODIFY_PROTECTED_PROPERTY, "of a user only the name can be set");
        }
    }

    /** The condition is looked at once more, in the step that writes. */
    private void apply(DavExchange exchange, DavResource resource, PropertyUpdate update, WriteCondition lists) {
        if (resource instanceof CollectionResource collection) {
            collection.collection().by(exchange.author()).patch(update.patch());
        } else if (resource instanceof PrincipalResource user) {
            site.store()
                    .by(exchange.author())
                    .find(user.principal().home())
                    .orElseThrow(DavException::notFound)
                    .patch(update.patch());
        } else if (resource instanceof MemberResource member) {
            member.parent()
                    .collection()
                    .by(exchange.author())
                    .patchMember(
                            member.member().name(),
                            update.patch(),
                            new WriteCondition.Both(Conditions.on(exchange, member.member()), lists));
        }
    }
}
