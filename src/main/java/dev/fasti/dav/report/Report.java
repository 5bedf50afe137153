package dev.fasti.dav.report;

import dev.fasti.acl.Privilege;
import dev.fasti.dav.DavException;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.xml.XmlElement;
import javax.xml.namespace.QName;

/** One kind of report (RFC 3253 section 3.6). */
public interface Report {
    /** The root element of its request, and its name in {@code DAV:supported-report-set}. */
    QName name();

    /** Whether the resource has this report. */
    boolean isSupportedOn(DavResource resource);

    /** What the viewer must be allowed to do with the resource. */
    default Privilege privilege() {
        return Privilege.READ;
    }

    /** What a viewer without {@link #privilege} is told: that it is missing, unless a standard says otherwise. */
    default DavException refusal(DavException.NeedPrivilege missing) {
        return missing;
    }

    /**
     * Answers the report.
     *
     * @param context the exchange and the resource, which supports this report and on which the viewer has the
     *     {@link #privilege}
     * @param request the request's root element
     */
    void answer(ReportContext context, XmlElement request);
}
