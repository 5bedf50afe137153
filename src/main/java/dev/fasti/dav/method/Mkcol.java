package dev.fasti.dav.method;

import dev.fasti.dav.Bodies;
import dev.fasti.dav.ClientKindness;
import dev.fasti.dav.CollectionType;
import dev.fasti.dav.DavException;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.Names;
import dev.fasti.dav.Precondition;
import dev.fasti.dav.Preference;
import dev.fasti.dav.Preferences;
import dev.fasti.dav.Site;
import dev.fasti.dav.xml.MultiStatusWriter;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.store.CollectionKind;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;

/** MKCOL, plain and extended: makes a collection of any kind (RFC 4918 section 9.3, RFC 5689 section 3). */
public final class Mkcol implements DavMethod {
    private static final QName COLLECTION = Names.dav("collection");

    private final Site site;
    private final Bodies bodies;
    private final NewCollection newCollection;

    public Mkcol(Site site, Bodies bodies) {
        this.site = site;
        this.bodies = bodies;
        this.newCollection = new NewCollection(site);
    }

    @Override
    public List<String> names() {
        return List.of("MKCOL");
    }

    /** Only where nothing is yet. */
    @Override
    public boolean isAllowedOn(DavResource resource) {
        return false;
    }

    /** 405, which RFC 4918 section 9.3.1 asks for. */
    @Override
    public DavException refusal(List<String> allowed) {
        return new DavException.MethodNotAllowed(allowed, Optional.of(Precondition.RESOURCE_MUST_BE_NULL));
    }

    @Override
    public void answer(DavExchange exchange, Optional<DavResource> target) {
        newCollection.requireAcceptable(exchange);
        Optional<XmlElement> body = bodies.read(exchange);
        if (body.isPresent() && !ClientKindness.isMkcol(body.get())) {
            throw new DavException.Plain(415, "the body's root is not DAV:mkcol");
        }
        List<XmlElement> properties = NewCollection.properties(body);
        Optional<CollectionKind> kind = body.isPresent() ? kind(properties) : Optional.of(CollectionKind.PLAIN);
        NewCollection.Outcome outcome = kind.isEmpty()
                ? NewCollection.refusedType(properties)
                : newCollection.make(exchange, kind.get(), properties);
        if (outcome.isMade()) {
            Preferences.apply(exchange, Preference.MINIMAL);
            exchange.answerEmpty(201);
            return;
        }
        MultiStatusWriter out = Bodies.mkcolResponse(exchange, 403);
        outcome.update().report(out);
        out.finish();
    }

    /** The kind whose resource types are exactly those asked for (RFC 5689 section 3.3); empty if there is none. */
    private Optional<CollectionKind> kind(List<XmlElement> properties) {
        Set<QName> wanted = new HashSet<>();
        properties.stream()
                .filter(property -> property.is(NewCollection.RESOURCE_TYPE))
                .flatMap(property -> property.children().stream())
                .forEach(type -> wanted.add(type.name()));
        for (CollectionType type : site.types().values()) {
            Set<QName> types = new HashSet<>(type.resourceTypes());
            types.add(COLLECTION);
            if (types.equals(wanted)) {
                return Optional.of(type.kind());
            }
        }
        return Optional.empty();
    }
}
