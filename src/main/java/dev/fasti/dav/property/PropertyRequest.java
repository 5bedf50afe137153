package dev.fasti.dav.property;

import dev.fasti.dav.DavException;
import dev.fasti.dav.xml.XmlElement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;

/** Which properties a PROPFIND or a REPORT asks for (RFC 4918 section 14.20). */
public sealed interface PropertyRequest {
    /**
     * All that {@code allprop} covers.
     *
     * @param include further properties
     */
    record AllProp(List<XmlElement> include) implements PropertyRequest {}

    /** The names of all properties there are, without values. */
    record PropName() implements PropertyRequest {}

    /**
     * These properties.
     *
     * @param properties each as the element that named it, in the client's order, without repetitions
     */
    record Named(List<XmlElement> properties) implements PropertyRequest {}

    /**
     * Reads the request out of a PROPFIND's or a report's root element.
     *
     * @return empty if the element holds none of the three, which some reports allow
     * @throws DavException with 400 if it holds more than one of them
     */
    static Optional<PropertyRequest> of(XmlElement parent) {
        Optional<PropertyRequest> found = Optional.empty();
        for (XmlElement child : parent.children()) {
            Optional<PropertyRequest> one = one(child, parent);
            if (one.isPresent() && found.isPresent()) {
                throw DavException.badRequest("only one of prop, allprop and propname");
            }
            found = one.isPresent() ? one : found;
        }
        return found;
    }

    private static Optional<PropertyRequest> one(XmlElement child, XmlElement parent) {
        if (child.is(PropfindNames.PROP)) {
            return Optional.of(new Named(distinct(child.children())));
        }
        if (child.is(PropfindNames.ALLPROP)) {
            List<XmlElement> include = parent.child(PropfindNames.INCLUDE)
                    .map(XmlElement::children)
                    .orElse(List.of());
            return Optional.of(new AllProp(distinct(include)));
        }
        return child.is(PropfindNames.PROPNAME) ? Optional.of(new PropName()) : Optional.empty();
    }

    private static List<XmlElement> distinct(List<XmlElement> elements) {
        Map<QName, XmlElement> first = new LinkedHashMap<>();
        elements.forEach(element -> first.putIfAbsent(element.name(), element));
        return List.copyOf(first.values());
    }
}
