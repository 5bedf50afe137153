package dev.fasti.dav;

import dev.fasti.dav.property.LiveProperty;
import dev.fasti.dav.report.Report;
import java.util.List;

/**
 * What a protocol brings along to the engine.
 *
 * @param compliance its tokens in the {@code DAV} header (RFC 4918 section 10.1)
 * @param properties its live properties
 * @param reports its reports
 * @param types its kinds of collections
 */
public record Extension(
        List<String> compliance, List<LiveProperty> properties, List<Report> reports, List<CollectionType> types) {
    public Extension {
        compliance = List.copyOf(compliance);
        properties = List.copyOf(properties);
        reports = List.copyOf(reports);
        types = List.copyOf(types);
    }
}
