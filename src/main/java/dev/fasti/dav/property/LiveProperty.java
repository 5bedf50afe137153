package dev.fasti.dav.property;

import dev.fasti.dav.DavResource;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.dav.xml.XmlWriter;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyValue;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.xml.namespace.QName;

/** A property whose value the server computes, or whose syntax it enforces (RFC 4918 section 4.1). */
public interface LiveProperty {
    QName name();

    /** Whether {@code DAV:allprop} answers it (RFC 4918 section 9.1). Not unless overridden, as later standards say. */
    default Visibility visibility() {
        return Visibility.NAMED;
    }

    /** Whether the resource has the property; if not, it is 404 in the 207. Each has it unless overridden. */
    default boolean isDefinedOn(DavResource resource) {
        return true;
    }

    /**
     * Writes the content of the property's element; the element itself is the caller's.
     *
     * @param resource one that the property is defined on
     */
    void write(DavResource resource, PropertyContext context, XmlWriter out);

    /**
     * Looks at the parameters that a request gives with the property's name, once and before anything is answered.
     *
     * @param requested the element that named the property
     * @throws dev.fasti.dav.DavException if what it asks for cannot be answered
     */
    default void checkRequest(XmlElement requested) {}

    /**
     * The property as one request asks for it, made once for all resources that the request is about. For properties
     * whose parameters take some reading; others are themselves.
     *
     * @param requested the element that named the property
     * @throws dev.fasti.dav.DavException as {@link #checkRequest}
     */
    default LiveProperty prepared(XmlElement requested) {
        checkRequest(requested);
        return this;
    }

    /**
     * Makes the value ready for being written. For properties whose value may turn out not to be had; others write
     * straight away.
     *
     * @param resource one that the property is defined on
     * @return writes the content of the property's element, as {@link #write} does
     * @throws dev.fasti.dav.DavException.Refused if this resource's value cannot be had: the property then is in a
     *     propstat of its own, with the status and the precondition (RFC 4918 section 14.5)
     */
    default Consumer<XmlWriter> value(DavResource resource, PropertyContext context) {
        return out -> write(resource, context, out);
    }

    /** Whether {@link #write} needs a member's octets, which are then in the {@link DavResource.MemberResource}. */
    default boolean readsContent() {
        return false;
    }

    /**
     * What PROPPATCH stores for a new value. Protected unless overridden.
     *
     * @param resource one that the property is, or could be, defined on
     * @param element the property's element as the client sent it
     * @return what the store keeps
     * @throws dev.fasti.dav.DavException if the value, or any change, is refused: with a precondition where a
     *     standard names one, else with 409 (RFC 4918 section 9.2.1)
     */
    default Map<PropertyName, Optional<PropertyValue>> set(DavResource resource, XmlElement element) {
        throw ProtectedProperty.refusal();
    }

    /**
     * What MKCOL and MKCALENDAR store for the value that a new collection starts with (RFC 5689 section 3). Protected
     * unless overridden.
     *
     * @param kind of the collection to be
     * @throws dev.fasti.dav.DavException as {@link #set}
     */
    default Map<PropertyName, Optional<PropertyValue>> initialise(CollectionKind kind, XmlElement element) {
        throw ProtectedProperty.refusal();
    }

    /** What PROPPATCH stores for the property's removal. Protected unless overridden. */
    default Map<PropertyName, Optional<PropertyValue>> remove(DavResource resource) {
        throw ProtectedProperty.refusal();
    }

    /** When a property is answered. */
    enum Visibility {
        /** With {@code allprop}, too. */
        ALLPROP,
        /** Only when named. */
        NAMED
    }
}
