package dev.fasti.dav.access;

import dev.fasti.acl.Privilege;
import dev.fasti.dav.ClientKindness;
import dev.fasti.dav.DavException;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.Names;
import dev.fasti.dav.Precondition;
import dev.fasti.dav.ResourceFinder;
import dev.fasti.dav.property.ComputedProperty;
import dev.fasti.dav.property.HrefProperty;
import dev.fasti.dav.property.LiveProperty;
import dev.fasti.dav.property.PropertyContext;
import dev.fasti.dav.property.Scope;
import dev.fasti.dav.xml.XmlWriter;
import dev.fasti.store.property.PropertyName;
import java.util.List;
import java.util.function.Consumer;
import javax.xml.namespace.QName;

/** The live properties that say what may be done with a resource, and by whom (RFC 3744 sections 5.3 to 5.7). */
public final class PrivilegeProperties {
    private static final Scope EVERYTHING = Scope.everything();

    private PrivilegeProperties() {}

    /** @param resources knows the lists */
    public static List<LiveProperty> all(ResourceFinder resources) {
        return List.of(
                // What the store keeps of a list is no property that clients see, set or remove.
                ComputedProperty.of(
                        new QName(PropertyName.ACL.namespace(), PropertyName.ACL.local()),
                        resource -> false,
                        (resource, context, out) -> {}),
                new AclProperty(resources),
                new CurrentUserPrivileges(),
                ComputedProperty.of(
                        Names.dav("supported-privilege-set"),
                        EVERYTHING,
                        (resource, context, out) -> supported(resource, Privilege.ALL, out)),
                ComputedProperty.of(Names.dav("acl-restrictions"), EVERYTHING, (resource, context, out) -> {
                    out.empty(Names.dav("grant-only"));
                    out.empty(Names.dav("no-invert"));
                }),
                // Lists around a collection add to its own: none of them has to agree (RFC 3744 section 5.7).
                new HrefProperty(Names.dav("inherited-acl-set"), EVERYTHING, (resource, context) -> List.of()));
    }

    private static void supported(DavResource resource, Privilege privilege, XmlWriter out) {
        if (!SupportedPrivileges.isSupportedOn(resource, privilege)) {
            return;
        }
        out.start(Names.dav("supported-privilege"));
        privilege(privilege, out);
        out.start(Names.dav("description")).attribute("xml:lang", "en").text(privilege.description());
        out.end();
        privilege.contained().forEach(part -> supported(resource, part, out));
        out.end();
    }

    private static void privilege(Privilege privilege, XmlWriter out) {
        out.start(Names.dav("privilege"));
        out.empty(new QName(privilege.namespace(), privilege.local()));
        out.end();
    }

    /** {@code DAV:current-user-privilege-set}, for those who have the privilege of its name (RFC 3744 section 5.4). */
    private record CurrentUserPrivileges() implements LiveProperty {
        private static final QName NAME = Names.dav("current-user-privilege-set");

        @Override
        public QName name() {
            return NAME;
        }

        @Override
        public Consumer<XmlWriter> value(DavResource resource, PropertyContext context) {
            if (!context.privileges().contains(Privilege.READ_CURRENT_USER_PRIVILEGE_SET)) {
                throw new DavException.Refused(Precondition.NEED_PRIVILEGES, "own privileges may not be read");
            }
            return out -> write(resource, context, out);
        }

        @Override
        public void write(DavResource resource, PropertyContext context, XmlWriter out) {
            ClientKindness.told(context.privileges(), context.header()).stream()
                    .filter(privilege -> SupportedPrivileges.isSupportedOn(resource, privilege))
                    .forEach(privilege -> privilege(privilege, out));
        }
    }
}
