package dev.fasti.dav.access;

import dev.fasti.acl.Ace;
import dev.fasti.acl.EffectiveAce;
import dev.fasti.acl.EffectiveAce.Origin;
import dev.fasti.acl.Grantee;
import dev.fasti.acl.Privilege;
import dev.fasti.dav.ClientKindness;
import dev.fasti.dav.DavException;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.dav.DavResource.MemberResource;
import dev.fasti.dav.DavResource.PrincipalResource;
import dev.fasti.dav.Hrefs;
import dev.fasti.dav.Names;
import dev.fasti.dav.Precondition;
import dev.fasti.dav.ResourceFinder;
import dev.fasti.dav.property.LiveProperty;
import dev.fasti.dav.property.PropertyContext;
import dev.fasti.dav.xml.XmlWriter;
import dev.fasti.store.path.CollectionPath;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.xml.namespace.QName;

/**
 * {@code DAV:acl}: who may do what with a resource, and where that comes from (RFC 3744 section 5.5). Only for those
 * with {@code DAV:read-acl}.
 */
public final class AclProperty implements LiveProperty {
    private static final QName NAME = Names.dav("acl");
    private static final QName ACE = Names.dav("ace");
    private static final QName PRINCIPAL = Names.dav("principal");
    private static final QName GRANT = Names.dav("grant");
    private static final QName PRIVILEGE = Names.dav("privilege");

    /** What holds at the resources that the server makes up: everybody who is logged in sees what concerns him. */
    private static final Set<Privilege> SIGNPOST =
            Set.of(Privilege.READ, Privilege.READ_ACL, Privilege.READ_CURRENT_USER_PRIVILEGE_SET);

    private final ResourceFinder resources;

    public AclProperty(ResourceFinder resources) {
        this.resources = resources;
    }

    @Override
    public QName name() {
        return NAME;
    }

    @Override
    public Consumer<XmlWriter> value(DavResource resource, PropertyContext context) {
        if (!context.privileges().contains(Privilege.READ_ACL)) {
            throw new DavException.Refused(Precondition.NEED_PRIVILEGES, "the privilege read-acl is missing");
        }
        return out -> write(resource, context, out);
    }

    @Override
    public void write(DavResource resource, PropertyContext context, XmlWriter out) {
        if (resource instanceof CollectionResource collection) {
            write(collection, Optional.of(collection.collection().path()), context, out);
        } else if (resource instanceof MemberResource member) {
            write(member.parent(), Optional.empty(), context, out);
        } else {
            QName whom = Names.dav(resource instanceof PrincipalResource ? "self" : "authenticated");
            out.start(ACE).start(PRINCIPAL).empty(whom).end();
            grant(SIGNPOST, out);
            out.empty(Names.dav("protected")).end();
        }
    }

    /** @param own the collection whose list can be set at the resource; empty if it has none of its own */
    private void write(
            CollectionResource collection, Optional<CollectionPath> own, PropertyContext context, XmlWriter out) {
        for (EffectiveAce each : resources
                .policy()
                .entries(context.viewer(), collection.collection().path())) {
            Ace entry = each.entry();
            out.start(ACE).start(PRINCIPAL);
            grantee(entry.grantee(), context.hrefs(), out);
            out.end();
            grant(ClientKindness.granted(entry.privileges(), context.header()), out);
            if (each.origin() instanceof Origin.Listed list) {
                if (!own.equals(Optional.of(list.collection()))) {
                    out.href(Names.dav("inherited"), context.hrefs().collection(collection.seen(list.collection())));
                }
            } else {
                out.empty(Names.dav("protected"));
            }
            out.end();
        }
    }

    private static void grantee(Grantee grantee, Hrefs hrefs, XmlWriter out) {
        Optional<String> href = PrincipalElement.href(grantee, hrefs);
        if (href.isPresent()) {
            out.href(href.get());
        } else if (grantee instanceof Grantee.Owner) {
            out.start(PrincipalElement.PROPERTY).empty(PrincipalElement.OWNER).end();
        } else {
            out.empty(PrincipalElement.name(grantee));
        }
    }

    private static void grant(Set<Privilege> privileges, XmlWriter out) {
        out.start(GRANT);
        privileges.stream()
                .sorted()
                .forEach(privilege -> out.start(PRIVILEGE)
                        .empty(new QName(privilege.namespace(), privilege.local()))
                        .end());
        out.end();
    }
}
