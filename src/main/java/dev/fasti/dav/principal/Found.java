package dev.fasti.dav.principal;

import dev.fasti.dav.Bodies;
import dev.fasti.dav.DavException;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.Names;
import dev.fasti.dav.Precondition;
import dev.fasti.dav.property.PropertyRequest;
import dev.fasti.dav.property.PropertyResponder;
import dev.fasti.dav.report.ReportContext;
import dev.fasti.dav.xml.MultiStatusWriter;
import dev.fasti.dav.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;

/** What a report has found, up to a number: nothing is answered before it is known that there is no more. */
final class Found {
    private final int most;
    private final List<DavResource> resources = new ArrayList<>();

    Found(int most) {
        this.most = most;
    }

    /** @throws DavException with number-of-matches-within-limits if that is too many */
    void add(DavResource resource) {
        if (resources.size() == most) {
            // Not 507, which says that the server has run short: the same request will never be answered.
            throw new DavException.Refused(
                    Precondition.NUMBER_OF_MATCHES_WITHIN_LIMITS, 403, "more than " + most + " match");
        }
        resources.add(resource);
    }

    /** Answers with the properties that the request names for each, or with their being found where it names none. */
    void answer(ReportContext context, XmlElement request) {
        boolean asksForProperties = request.child(Names.dav("prop")).isPresent();
        PropertyRequest properties = PropertyRequest.of(request).orElse(new PropertyRequest.Named(List.of()));
        PropertyResponder responder = context.properties().responder(properties);
        MultiStatusWriter out = Bodies.multiStatus(context.exchange());
        for (DavResource resource : resources) {
            if (asksForProperties) {
                responder.respond(out, context.exchange(), resource);
            } else {
                out.response(resource.href(context.exchange().hrefs()), 200);
            }
        }
        out.finish();
    }
}
