package dev.fasti.dav.report;

import dev.fasti.dav.DavExchange;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.ResourceFinder;
import dev.fasti.dav.property.PropertyTable;

/**
 * What a report works with.
 *
 * @param exchange the request and its answer
 * @param resource the request's target
 * @param properties every property there is
 * @param resources finds what other hrefs name
 */
public record ReportContext(
        DavExchange exchange, DavResource resource, PropertyTable properties, ResourceFinder resources) {}
