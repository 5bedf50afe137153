package dev.fasti.dav.report;

import dev.fasti.dav.DavResource;
import dev.fasti.dav.Names;
import dev.fasti.dav.property.LiveProperty;
import dev.fasti.dav.property.PropertyContext;
import dev.fasti.dav.xml.XmlWriter;
import java.util.List;
import javax.xml.namespace.QName;

/** {@code DAV:supported-report-set}: the reports that a resource has (RFC 3253 section 3.1.5). */
public final class SupportedReportSet implements LiveProperty {
    private static final QName NAME = Names.dav("supported-report-set");
    private static final QName SUPPORTED_REPORT = Names.dav("supported-report");
    private static final QName REPORT = Names.dav("report");

    private final List<Report> reports;

    /** @param reports all there are */
    public SupportedReportSet(List<Report> reports) {
        this.reports = List.copyOf(reports);
    }

    @Override
    public QName name() {
        return NAME;
    }

    @Override
    public void write(DavResource resource, PropertyContext context, XmlWriter out) {
        for (Report report : reports) {
            if (report.isSupportedOn(resource)) {
                out.start(SUPPORTED_REPORT).start(REPORT);
                out.empty(report.name());
                out.end().end();
            }
        }
    }
}
