package dev.fasti.dav.property;

import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.dav.DavResource.MemberResource;
import dev.fasti.dav.Names;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.dav.xml.XmlFragment;
import dev.fasti.dav.xml.XmlNode;
import dev.fasti.dav.xml.XmlWriter;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyValue;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;

/** Properties that the server only keeps (RFC 4918 section 4.1). */
public final class DeadProperties {
    private static final PropertyName DISPLAY_NAME = name(Names.dav("displayname"));

    private DeadProperties() {}

    /** What somebody has called a collection (RFC 4918 section 15.2); its name in the URL if nobody has. */
    public static String displayName(CollectionResource collection) {
        return of(collection).get(DISPLAY_NAME) instanceof PropertyValue.Text text
                        && !text.text().isBlank()
                ? text.text()
                : collection.place().name();
    }

    /** What the store keeps for a resource; empty for resources that the server makes up. */
    public static Map<PropertyName, PropertyValue> of(DavResource resource) {
        if (resource instanceof CollectionResource collection) {
            return collection.snapshot().properties();
        }
        if (resource instanceof MemberResource member) {
            return member.member().properties();
        }
        return Map.of();
    }

    /** The stored form of a property's element: plain text where it is no more than that. */
    public static PropertyValue valueOf(XmlElement element) {
        boolean isText =
                element.attributes().isEmpty() && element.content().stream().allMatch(XmlNode.Text.class::isInstance);
        return isText ? new PropertyValue.Text(element.text()) : new PropertyValue.Xml(XmlFragment.of(element));
    }

    public static PropertyName name(QName name) {
        return new PropertyName(name.getNamespaceURI(), name.getLocalPart());
    }

    /**
     * What PROPPATCH stores for a new value.
     *
     * @throws dev.fasti.dav.DavException if the name is one under which the server itself keeps something
     */
    public static Map<PropertyName, Optional<PropertyValue>> set(XmlElement element) {
        return Map.of(settable(element.name()), Optional.of(valueOf(element)));
    }

    /** What PROPPATCH stores for a removal; throws as {@link #set}. */
    public static Map<PropertyName, Optional<PropertyValue>> remove(QName name) {
        return Map.of(settable(name), Optional.empty());
    }

    private static PropertyName settable(QName name) {
        PropertyName settable = name(name);
        if (settable.isOurs()) {
            throw ProtectedProperty.refusal();
        }
        return settable;
    }

    static void write(PropertyName name, PropertyValue value, XmlWriter out) {
        if (value instanceof PropertyValue.Xml xml) {
            out.fragment(xml.element());
        } else if (value instanceof PropertyValue.Text text) {
            out.element(new QName(name.namespace(), name.local()), text.text());
        }
    }
}
