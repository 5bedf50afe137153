package dev.fasti.dav.principal;

import dev.fasti.dav.Bodies;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.GroupResource;
import dev.fasti.dav.DavResource.PrincipalFolder;
import dev.fasti.dav.DavResource.PrincipalResource;
import dev.fasti.dav.DavResource.Root;
import dev.fasti.dav.Names;
import dev.fasti.dav.report.Report;
import dev.fasti.dav.report.ReportContext;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.dav.xml.XmlWriter;
import javax.xml.namespace.QName;

/** The principal-search-property-set report: which properties principals are searched by (RFC 3744 section 9.5). */
public final class PrincipalSearchPropertySet implements Report {
    private static final QName NAME = Names.dav("principal-search-property-set");

    @Override
    public QName name() {
        return NAME;
    }

    /** Apple's clients ask at the root and at a principal as well as at the folder of principals. */
    @Override
    public boolean isSupportedOn(DavResource resource) {
        return resource instanceof PrincipalFolder
                || resource instanceof PrincipalResource
                || resource instanceof GroupResource
                || resource instanceof Root;
    }

    @Override
    public void answer(ReportContext context, XmlElement request) {
        SearchRequest.requireDepthZero(context.exchange());
        XmlWriter out = Bodies.xml(context.exchange(), 200);
        out.start(NAME);
        for (Searchable each : Searchable.values()) {
            out.start(Names.dav("principal-search-property"));
            out.start(Names.dav("prop"));
            out.empty(each.property());
            out.end();
            out.start(Names.dav("description")).attribute("xml:lang", "en").text(each.description());
            out.end();
            out.end();
        }
        out.end();
        out.finish();
    }
}
