package dev.fasti.dav.property;

import dev.fasti.acl.Privilege;
import dev.fasti.acl.Viewer;
import dev.fasti.dav.Hrefs;
import dev.fasti.dav.xml.XmlElement;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What a property may know of the request that asks for it.
 *
 * @param hrefs makes hrefs
 * @param viewer who asks
 * @param header gives a header of the request by its name
 * @param privileges what the viewer may do with the resource, aggregates expanded
 * @param requested the element that named the property, with whatever parameters it holds, such as those of {@code
 *     calendar-data}; without content where the property was not named
 */
public record PropertyContext(
        Hrefs hrefs,
        Viewer viewer,
        Function<String, Optional<String>> header,
        Set<Privilege> privileges,
        XmlElement requested) {}
