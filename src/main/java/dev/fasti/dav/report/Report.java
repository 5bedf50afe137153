package dev.fasti.dav.report;

import dev.fasti.dav.DavResource;
import dev.fasti.dav.xml.XmlElement;
import javax.xml.namespace.QName;

/** One kind of report (RFC 3253 section 3.6). */
public interface Report {
    /** The root element of its request, and its name in {@code DAV:supported-report-set}. */
    QName name();

    /** Whether the resource has this report. */
    boolean isSupportedOn(DavResource resource);

    /**
     * Answers the report.
     *
     * @param context the exchange and the resource, which supports this report and which the viewer may read
     * @param request the request's root element
     */
    void answer(ReportContext context, XmlElement request);
}
