package dev.fasti.dav.principal;

import dev.fasti.acl.EffectiveAce;
import dev.fasti.acl.Grantee;
import dev.fasti.acl.Privilege;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.dav.DavResource.GroupResource;
import dev.fasti.dav.DavResource.MemberResource;
import dev.fasti.dav.DavResource.PrincipalResource;
import dev.fasti.dav.Names;
import dev.fasti.dav.report.Report;
import dev.fasti.dav.report.ReportContext;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.store.path.CollectionPath;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;

/**
 * The acl-principal-prop-set report: properties of the users and groups that a resource's access control list names (RFC
 * 3744 section 9.2). They are those that the viewer reads in {@code DAV:acl}.
 */
public final class AclPrincipalPropSet implements Report {
    private static final QName NAME = Names.dav("acl-principal-prop-set");

    private final int maxResults;

    /** @param maxResults the most principals that are answered */
    public AclPrincipalPropSet(int maxResults) {
        this.maxResults = maxResults;
    }

    @Override
    public QName name() {
        return NAME;
    }

    @Override
    public boolean isSupportedOn(DavResource resource) {
        return resource instanceof CollectionResource || resource instanceof MemberResource;
    }

    @Override
    public Privilege privilege() {
        return Privilege.READ_ACL;
    }

    @Override
    public void answer(ReportContext context, XmlElement request) {
        SearchRequest.requireDepthZero(context.exchange());
        CollectionPath path = context.resource() instanceof MemberResource member
                ? member.parent().collection().path()
                : ((CollectionResource) context.resource()).collection().path();
        Set<DavResource> named = new LinkedHashSet<>();
        for (EffectiveAce entry :
                context.resources().policy().entries(context.exchange().viewer(), path)) {
            principal(entry.entry().grantee(), path).ifPresent(named::add);
        }
        Found found = new Found(maxResults);
        named.forEach(found::add);
        found.answer(context, request);
    }

    private static Optional<DavResource> principal(Grantee grantee, CollectionPath path) {
        if (grantee instanceof Grantee.User user) {
            return Optional.of(new PrincipalResource(user.principal()));
        }
        if (grantee instanceof Grantee.Members members) {
            return Optional.of(new GroupResource(members.group()));
        }
        return grantee instanceof Grantee.Owner ? Optional.of(new PrincipalResource(path.owner())) : Optional.empty();
    }
}
