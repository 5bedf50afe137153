package dev.fasti.dav.property;

import dev.fasti.acl.Privilege;
import dev.fasti.dav.Bodies;
import dev.fasti.dav.DavException;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.dav.DavResource.MemberResource;
import dev.fasti.dav.Hrefs;
import dev.fasti.dav.Preference;
import dev.fasti.dav.Preferences;
import dev.fasti.dav.ResourceFinder;
import dev.fasti.dav.xml.MultiStatusWriter;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.dav.xml.XmlWriter;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers one property request for one resource after the other, straight into a multistatus (RFC 4918 section 9.1).
 *
 * <p>What can be known from the request alone is worked out once. Used by one thread.
 */
public final class PropertyResponder {
    private static final Logger LOG = LoggerFactory.getLogger(PropertyResponder.class);

    private final PropertyTable table;
    private final PropertyRequest request;
    private final ResourceFinder resources;
    private final List<Wanted> named = new ArrayList<>();
    private final List<Wanted> missing = new ArrayList<>();
    private final List<Withheld> withheld = new ArrayList<>();
    private @Nullable Around lately;
    /** Whether what is missing is left out (RFC 8144 section 2.1). */
    private boolean isMinimal;

    PropertyResponder(PropertyTable table, PropertyRequest request, ResourceFinder resources) {
        this.table = table;
        this.request = request;
        this.resources = resources;
        List<XmlElement> elements = List.of();
        if (request instanceof PropertyRequest.Named some) {
            elements = some.properties();
        } else if (request instanceof PropertyRequest.AllProp all) {
            table.all().stream()
                    .filter(property -> property.visibility() == LiveProperty.Visibility.ALLPROP)
                    .forEach(property -> named.add(Wanted.live(property)));
            elements = all.include().stream()
                    .filter(element ->
                            named.stream().noneMatch(wanted -> wanted.element().is(element.name())))
                    .toList();
        }
        for (XmlElement element : elements) {
            named.add(new Wanted(
                    element,
                    DeadProperties.name(element.name()),
                    table.find(element.name())
                            .map(live -> live.prepared(element))
                            .orElse(null)));
        }
    }

    /** Whether a member must come with its octets for this request. */
    public boolean readsContent() {
        return named.stream()
                .anyMatch(wanted -> wanted.live() != null && wanted.live().readsContent());
    }

    /** Starts the 207 that the responses go to, in the way that the request prefers (RFC 8144 section 2.1). */
    public MultiStatusWriter start(DavExchange exchange) {
        applied(Preferences.apply(exchange, Preference.MINIMAL));
        return Bodies.multiStatus(exchange);
    }

    /** Takes the preferences that the caller applies to its whole answer. */
    public PropertyResponder applied(Set<Preference> preferences) {
        isMinimal = preferences.contains(Preference.MINIMAL);
        return this;
    }

    /** Writes the whole {@code response} element of a resource. */
    public void respond(MultiStatusWriter out, DavExchange exchange, DavResource resource) {
        out.start(
                resource instanceof MemberResource member
                        ? around(member, exchange).href()
                                + Hrefs.encode(member.member().name())
                        : resource.href(exchange.hrefs()));
        respondInside(out, exchange, resource);
        out.end();
    }

    /**
     * As {@link #respond} for a member, with its octets where the request asks for them: 404 if it has gone meanwhile,
     * 500 for it alone if it cannot be read, 503 if it is larger than the memory.
     *
     * @param href what the response is to be called by if there is nothing to say of it
     */
    public void respondMember(
            MultiStatusWriter out, DavExchange exchange, CollectionResource parent, String name, String href) {
        Optional<MemberResource> member;
        try {
            if (readsContent() && !MemberRoom.CONTENT.isThere(exchange, parent.snapshot(), name)) {
                out.response(href, 503);
                return;
            }
            member = member(parent, name);
        } catch (StoreException.NotFound e) {
            member = Optional.empty();
        } catch (StoreException.Unavailable e) {
            LOG.error("cannot read {} in {}", name, parent.collection().path(), e);
            out.response(href, 500);
            return;
        }
        member.ifPresentOrElse(found -> respond(out, exchange, found), () -> out.response(href, 404));
    }

    private Optional<MemberResource> member(CollectionResource parent, String name) {
        return readsContent()
                ? parent.collection().read(name).map(content -> MemberResource.of(parent, content))
                : parent.snapshot().members().named(name).map(found -> MemberResource.of(parent, found));
    }

    /** As {@link #respond}, inside a response that the caller has started and will end. */
    public void respondInside(MultiStatusWriter out, DavExchange exchange, DavResource resource) {
        Map<PropertyName, PropertyValue> dead = DeadProperties.of(resource);
        if (request instanceof PropertyRequest.PropName) {
            names(out, resource, dead);
        } else {
            values(out, exchange, resource, dead);
        }
    }

    private void names(MultiStatusWriter out, DavResource resource, Map<PropertyName, PropertyValue> dead) {
        out.startPropstat();
        for (LiveProperty property : table.all()) {
            if (property.isDefinedOn(resource)) {
                out.writer().empty(property.name());
            }
        }
        for (PropertyName name : dead.keySet()) {
            if (!name.isOurs() && table.find(Wanted.qname(name)).isEmpty()) {
                out.writer().empty(Wanted.qname(name));
            }
        }
        out.endPropstat(200);
    }

    private void values(
            MultiStatusWriter out, DavExchange exchange, DavResource resource, Map<PropertyName, PropertyValue> dead) {
        missing.clear();
        withheld.clear();
        Set<Privilege> privileges = resource instanceof MemberResource member
                ? around(member, exchange).privileges()
                : resources.privileges(resource, exchange.viewer());
        XmlWriter writer = out.writer();
        boolean isOpen = false;
        boolean isAll = request instanceof PropertyRequest.AllProp;
        for (Wanted wanted : named) {
            LiveProperty live = wanted.live();
            PropertyValue value = live == null && !wanted.name().isOurs() ? dead.get(wanted.name()) : null;
            boolean isThere = live == null ? value != null : live.isDefinedOn(resource);
            if (!isThere) {
                missing.add(wanted);
                continue;
            }
            Consumer<XmlWriter> content = null;
            if (live != null) {
                PropertyContext about = new PropertyContext(
                        exchange.hrefs(), exchange.viewer(), exchange::header, privileges, wanted.element());
                try {
                    content = live.value(resource, about);
                } catch (DavException.Refused refusal) {
                    withheld.add(new Withheld(wanted, refusal));
                    continue;
                }
            }
            if (!isOpen) {
                out.startPropstat();
                isOpen = true;
            }
            if (content != null) {
                writer.start(wanted.element().name());
                content.accept(writer);
                writer.end();
            } else if (value != null) {
                DeadProperties.write(wanted.name(), value, writer);
            }
        }
        if (isAll) {
            isOpen |= deadOnes(out, dead, isOpen);
        }
        if (isOpen) {
            out.endPropstat(200);
        }
        withheld(out);
        absent(out, isOpen || !withheld.isEmpty(), isAll);
    }

    /** Worked out once for all members of a collection: one answer is all of one moment. */
    private Around around(MemberResource member, DavExchange exchange) {
        Around around = lately;
        if (around == null || around.parent() != member.parent()) {
            around = new Around(
                    member.parent(),
                    member.parent().href(exchange.hrefs()),
                    resources.privileges(member, exchange.viewer()));
            lately = around;
        }
        return around;
    }

    private void withheld(MultiStatusWriter out) {
        for (Withheld each : withheld) {
            out.startPropstat();
            out.writer().empty(each.wanted().element().name());
            out.endPropstat(
                    each.refusal().status(), each.refusal().precondition().element());
        }
    }

    private boolean deadOnes(MultiStatusWriter out, Map<PropertyName, PropertyValue> dead, boolean isOpen) {
        boolean opened = isOpen;
        for (Map.Entry<PropertyName, PropertyValue> entry : dead.entrySet()) {
            if (entry.getKey().isOurs()
                    || table.find(Wanted.qname(entry.getKey())).isPresent()) {
                continue;
            }
            if (!opened) {
                out.startPropstat();
                opened = true;
            }
            DeadProperties.write(entry.getKey(), entry.getValue(), out.writer());
        }
        return opened;
    }

    /**
     * The 404 propstat; an allprop does not ask for anything in particular, so nothing can be missing from it. A
     * response that would hold nothing gets an empty 200 (RFC 8144 section 2.1).
     */
    private void absent(MultiStatusWriter out, boolean hasFound, boolean isAll) {
        List<Wanted> reported =
                isAll ? missing.stream().filter(wanted -> isIncluded(wanted)).toList() : missing;
        if (!reported.isEmpty() && !isMinimal) {
            out.startPropstat();
            reported.forEach(wanted -> out.writer().empty(wanted.element().name()));
            out.endPropstat(404);
        } else if (!hasFound) {
            out.startPropstat();
            out.endPropstat(200);
        }
    }

    private boolean isIncluded(Wanted wanted) {
        return request instanceof PropertyRequest.AllProp all
                && all.include().stream()
                        .anyMatch(element -> element.is(wanted.element().name()));
    }

    /**
     * What the members of a collection have in common.
     *
     * @param href of the collection
     * @param privileges that the viewer has on each of them
     */
    private record Around(CollectionResource parent, String href, Set<Privilege> privileges) {}

    /** A property that one resource has but whose value cannot be had. */
    private record Withheld(Wanted wanted, DavException.Refused refusal) {}

    /**
     * A property that the request asks for.
     *
     * @param element the element that names it
     * @param live null if it can only be a dead one
     */
    private record Wanted(
            XmlElement element, PropertyName name, @Nullable LiveProperty live) {
        static Wanted live(LiveProperty property) {
            return new Wanted(XmlElement.empty(property.name()), DeadProperties.name(property.name()), property);
        }

        static QName qname(PropertyName name) {
            return new QName(name.namespace(), name.local());
        }
    }
}
