package dev.fasti.dav.report;

import dev.fasti.dav.Bodies;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.PrincipalFolder;
import dev.fasti.dav.DavResource.PrincipalResource;
import dev.fasti.dav.DavResource.Root;
import dev.fasti.dav.Names;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.dav.xml.XmlWriter;
import javax.xml.namespace.QName;

/**
 * The principal-search-property-set report: which properties principals can be searched by (RFC 3744 section 9.5).
 *
 * <p>None: there is no search of principals yet, and an empty set is how the standard says so.
 */
public final class PrincipalSearchPropertySet implements Report {
    private static final QName NAME = Names.dav("principal-search-property-set");

    @Override
    public QName name() {
        return NAME;
    }

    /** Apple's clients ask at the root and at a principal as well as at the folder of principals. */
    @Override
    public boolean isSupportedOn(DavResource resource) {
        return resource instanceof PrincipalFolder || resource instanceof PrincipalResource || resource instanceof Root;
    }

    @Override
    public void answer(ReportContext context, XmlElement request) {
        XmlWriter out = Bodies.xml(context.exchange(), 200);
        out.empty(NAME);
        out.finish();
    }
}
