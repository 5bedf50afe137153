package dev.fasti.dav.property;

import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.dav.DavResource.MemberResource;
import dev.fasti.dav.DavResource.PrincipalResource;
import dev.fasti.dav.Names;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.dav.xml.XmlWriter;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.PropertyName;
import dev.fasti.store.PropertyValue;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;

/**
 * {@code DAV:displayname} (RFC 4918 section 15.2). A collection that has been given none goes by the last segment of
 * its path, a principal by the login name: clients show nothing at all where the property is missing.
 */
final class DisplayName implements LiveProperty {
    private static final QName NAME = Names.dav("displayname");
    private static final TextSyntax SYNTAX = new TextSyntax();
    private static final PropertyName KEY = DeadProperties.name(NAME);

    @Override
    public QName name() {
        return NAME;
    }

    @Override
    public Visibility visibility() {
        return Visibility.ALLPROP;
    }

    @Override
    public boolean isDefinedOn(DavResource resource) {
        return resource instanceof CollectionResource
                || resource instanceof PrincipalResource
                || DeadProperties.of(resource).containsKey(KEY);
    }

    @Override
    public void write(DavResource resource, PropertyContext context, XmlWriter out) {
        PropertyValue value = DeadProperties.of(resource).get(KEY);
        if (value != null) {
            SYNTAX.write(value, out);
        } else if (resource instanceof CollectionResource collection) {
            out.text(collection.place().name());
        } else if (resource instanceof PrincipalResource principal) {
            out.text(principal.principal().name());
        }
    }

    @Override
    public Map<PropertyName, Optional<PropertyValue>> set(DavResource resource, XmlElement element) {
        requireStored(resource);
        return Map.of(KEY, Optional.of(SYNTAX.read(element)));
    }

    @Override
    public Map<PropertyName, Optional<PropertyValue>> initialise(CollectionKind kind, XmlElement element) {
        return Map.of(KEY, Optional.of(SYNTAX.read(element)));
    }

    @Override
    public Map<PropertyName, Optional<PropertyValue>> remove(DavResource resource) {
        requireStored(resource);
        return Map.of(KEY, Optional.empty());
    }

    private static void requireStored(DavResource resource) {
        if (!(resource instanceof CollectionResource) && !(resource instanceof MemberResource)) {
            throw ProtectedProperty.refusal();
        }
    }
}
