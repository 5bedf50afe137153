package dev.fasti.dav.property;

import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.dav.DavResource.GroupResource;
import dev.fasti.dav.DavResource.MemberResource;
import dev.fasti.dav.DavResource.PrincipalResource;
import dev.fasti.dav.Names;
import dev.fasti.dav.principal.Principals;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.dav.xml.XmlWriter;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyValue;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;

/**
 * {@code DAV:displayname} (RFC 4918 section 15.2). A collection that has been given none goes by the last segment of
 * its path, a user by what {@link Principals#nameOf} says, a group by its own: clients show nothing at all where the property is missing.
 */
final class DisplayName implements LiveProperty {
    private static final QName NAME = Names.dav("displayname");
    private static final TextSyntax SYNTAX = new TextSyntax();
    private static final PropertyName KEY = DeadProperties.name(NAME);

    private final Principals principals;

    /** @param principals what users are called */
    DisplayName(Principals principals) {
        this.principals = principals;
    }

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
                || resource instanceof GroupResource
                || DeadProperties.of(resource).containsKey(KEY);
    }

    @Override
    public void write(DavResource resource, PropertyContext context, XmlWriter out) {
        PropertyValue value = DeadProperties.of(resource).get(KEY);
        if (value != null) {
            SYNTAX.write(value, out);
        } else if (resource instanceof CollectionResource collection) {
            out.text(collection.place().name());
        } else if (resource instanceof PrincipalResource user) {
            out.text(principals.nameOf(user.principal()));
        } else if (resource instanceof GroupResource group) {
            out.text(group.group().name());
        }
    }

    @Override
    public Map<PropertyName, Optional<PropertyValue>> set(DavResource resource, XmlElement element) {
        return Map.of(key(resource), Optional.of(SYNTAX.read(element)));
    }

    @Override
    public Map<PropertyName, Optional<PropertyValue>> initialise(CollectionKind kind, XmlElement element) {
        return Map.of(KEY, Optional.of(SYNTAX.read(element)));
    }

    @Override
    public Map<PropertyName, Optional<PropertyValue>> remove(DavResource resource) {
        return Map.of(key(resource), Optional.empty());
    }

    /** Where a value is kept; a user's is in the home, which has a name of its own. */
    private static PropertyName key(DavResource resource) {
        if (resource instanceof PrincipalResource) {
            return Principals.DISPLAY_NAME;
        }
        if (!(resource instanceof CollectionResource) && !(resource instanceof MemberResource)) {
            throw ProtectedProperty.refusal();
        }
        return KEY;
    }
}
