package dev.fasti.dav.method;

import dev.fasti.dav.Bodies;
import dev.fasti.dav.ClientKindness;
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
import dev.fasti.store.path.CollectionPath;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;

/** MKCALENDAR: makes a calendar (RFC 4791 section 5.3.1), or what macOS asks for by it. */
public final class Mkcalendar implements DavMethod {
    private static final QName MKCALENDAR = Names.caldav("mkcalendar");

    private final Bodies bodies;
    private final NewCollection newCollection;

    public Mkcalendar(Site site, Bodies bodies) {
        this.bodies = bodies;
        this.newCollection = new NewCollection(site);
    }

    @Override
    public List<String> names() {
        return List.of("MKCALENDAR");
    }

    /** Only where nothing is yet. */
    @Override
    public boolean isAllowedOn(DavResource resource) {
        return false;
    }

    /** 409, one of the two that RFC 4791 section 1.3 allows: python-caldav takes 403 for a want of rights. */
    @Override
    public DavException refusal(List<String> allowed) {
        return new DavException.Refused(Precondition.RESOURCE_MUST_BE_NULL, "something is here already");
    }

    @Override
    public void answer(DavExchange exchange, Optional<DavResource> target) {
        newCollection.requireAcceptable(exchange);
        Optional<XmlElement> body = bodies.read(exchange);
        if (body.isPresent() && !body.get().is(MKCALENDAR)) {
            throw DavException.badRequest("the body's root is not CALDAV:mkcalendar");
        }
        List<XmlElement> properties = NewCollection.properties(body);
        // Apple and others repeat in a DAV:resourcetype what the method says already.
        NewCollection.Outcome outcome =
                newCollection.make(exchange, ClientKindness.kindByMkcalendar(properties), properties);
        if (outcome.isMade()) {
            Preferences.apply(exchange, Preference.MINIMAL);
            exchange.setHeader("Cache-Control", "no-cache");
            exchange.answerEmpty(201);
            return;
        }
        MultiStatusWriter out = Bodies.multiStatus(exchange);
        out.start(exchange.hrefs().collection(new CollectionPath(exchange.target())));
        outcome.update().report(out);
        out.end();
        out.finish();
    }
}
