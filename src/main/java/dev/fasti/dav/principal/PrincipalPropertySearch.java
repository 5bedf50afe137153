package dev.fasti.dav.principal;

import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.PrincipalFolder;
import dev.fasti.dav.DavResource.Root;
import dev.fasti.dav.Names;
import dev.fasti.dav.report.Report;
import dev.fasti.dav.report.ReportContext;
import dev.fasti.dav.xml.XmlElement;
import javax.xml.namespace.QName;

/**
 * The principal-property-search report: users and groups by what they are called (RFC 3744 section 9.4).
 *
 * <p>All principals are in one folder, so that elsewhere it finds them where {@code apply-to-principal-collection-set}
 * says so, and else nobody.
 */
public final class PrincipalPropertySearch implements Report {
    private static final QName NAME = Names.dav("principal-property-search");
    private static final QName EVERYWHERE = Names.dav("apply-to-principal-collection-set");

    private final Principals principals;
    private final int maxResults;

    /** @param maxResults the most matches that are answered */
    public PrincipalPropertySearch(Principals principals, int maxResults) {
        this.principals = principals;
        this.maxResults = maxResults;
    }

    @Override
    public QName name() {
        return NAME;
    }

    @Override
    public boolean isSupportedOn(DavResource resource) {
        return true;
    }

    @Override
    public void answer(ReportContext context, XmlElement request) {
        SearchRequest.requireDepthZero(context.exchange());
        SearchRequest search = SearchRequest.of(request);
        Found found = new Found(maxResults);
        boolean holdsPrincipals = context.resource() instanceof PrincipalFolder || context.resource() instanceof Root;
        if (holdsPrincipals || request.child(EVERYWHERE).isPresent()) {
            for (DavResource principal : principals.visibleTo(context.exchange().viewer())) {
                if (search.matches(principal, principals, context.exchange().hrefs())) {
                    found.add(principal);
                }
            }
        }
        found.answer(context, request);
    }
}
