package dev.fasti.dav.report;

import dev.fasti.acl.Privilege;
import dev.fasti.dav.Bodies;
import dev.fasti.dav.DavException;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.Precondition;
import dev.fasti.dav.Site;
import dev.fasti.dav.lock.WriteGuard;
import dev.fasti.dav.method.DavMethod;
import dev.fasti.dav.xml.XmlElement;
import java.util.List;
import java.util.Optional;

/** REPORT: finds the report that the body's root names (RFC 3253 section 3.6). */
public final class ReportMethod implements DavMethod {
    private final Site site;
    private final Bodies bodies;
    private final WriteGuard guard;

    public ReportMethod(Site site, Bodies bodies) {
        this.site = site;
        this.bodies = bodies;
        this.guard = new WriteGuard(site);
    }

    @Override
    public List<String> names() {
        return List.of("REPORT");
    }

    @Override
    public boolean isAllowedOn(DavResource resource) {
        return true;
    }

    /** What the report's standard says, if the body names one: a free-busy-query is 404 (RFC 4791 section 7.10). */
    @Override
    public DavException hidden(DavExchange exchange, DavException.NeedPrivilege missing) {
        try {
            return bodies.read(exchange)
                    .flatMap(body -> Optional.ofNullable(site.reports().get(body.name())))
                    .map(report -> report.refusal(missing))
                    .orElse(missing);
        } catch (DavException unreadable) {
            return missing;
        }
    }

    @Override
    public void answer(DavExchange exchange, Optional<DavResource> target) {
        DavResource resource = DavMethod.existing(target);
        XmlElement body = bodies.require(exchange);
        Optional<Report> known = Optional.ofNullable(site.reports().get(body.name()));
        if (known.filter(each -> each.isSupportedOn(resource)).isEmpty()) {
            site.require(exchange, resource, Privilege.READ);
            throw new DavException.Refused(Precondition.SUPPORTED_REPORT, "the resource does not have this report");
        }
        Report report = known.get();
        try {
            site.require(exchange, resource, report.privilege());
        } catch (DavException.NeedPrivilege missing) {
            throw report.refusal(missing);
        }
        guard.requireIf(exchange);
        report.answer(new ReportContext(exchange, resource, site.properties(), site.resources()), body);
    }
}
