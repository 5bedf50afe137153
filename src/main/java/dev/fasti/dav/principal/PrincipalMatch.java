package dev.fasti.dav.principal;

import dev.fasti.acl.Privilege;
import dev.fasti.acl.Viewer;
import dev.fasti.dav.DavException;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.dav.DavResource.GroupResource;
import dev.fasti.dav.DavResource.MemberResource;
import dev.fasti.dav.DavResource.PrincipalFolder;
import dev.fasti.dav.DavResource.PrincipalResource;
import dev.fasti.dav.DavResource.Root;
import dev.fasti.dav.Names;
import dev.fasti.dav.property.HrefProperty;
import dev.fasti.dav.property.PropertyContext;
import dev.fasti.dav.report.Report;
import dev.fasti.dav.report.ReportContext;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.store.Member;
import dev.fasti.store.path.CollectionPath;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.namespace.QName;

/**
 * The principal-match report: what in a collection is the viewer, or is the viewer's by some property (RFC 3744 section
 * 9.3). The groups that the viewer is in are the viewer, too.
 */
public final class PrincipalMatch implements Report {
    private static final QName NAME = Names.dav("principal-match");
    private static final QName SELF = Names.dav("self");
    private static final QName PROPERTY = Names.dav("principal-property");

    private final Principals principals;
    private final int maxResults;

    /** @param maxResults the most matches that are answered */
    public PrincipalMatch(Principals principals, int maxResults) {
        this.principals = principals;
        this.maxResults = maxResults;
    }

    @Override
    public QName name() {
        return NAME;
    }

    @Override
    public boolean isSupportedOn(DavResource resource) {
        return !(resource instanceof MemberResource);
    }

    @Override
    public void answer(ReportContext context, XmlElement request) {
        SearchRequest.requireDepthZero(context.exchange());
        Optional<XmlElement> property = request.child(PROPERTY);
        if (property.isPresent() == request.child(SELF).isPresent()) {
            throw DavException.badRequest("a principal-match is about DAV:self or a DAV:principal-property");
        }
        Found found = new Found(maxResults);
        Set<String> own = own(context.exchange());
        if (property.isEmpty()) {
            principalsIn(context)
                    .filter(each -> own.contains(each.href(context.exchange().hrefs())))
                    .forEach(found::add);
        } else {
            QName name = property.get().children().stream()
                    .findFirst()
                    .orElseThrow(() -> DavException.badRequest("a principal-property names a property"))
                    .name();
            // What no href can be in matches nobody.
            context.properties()
                    .find(name)
                    .filter(HrefProperty.class::isInstance)
                    .map(HrefProperty.class::cast)
                    .ifPresent(pointer -> new Search(context, pointer, own, found).run());
        }
        found.answer(context, request);
    }

    /** The hrefs of the viewer and of the groups that the viewer is in. */
    private Set<String> own(DavExchange exchange) {
        Set<String> own = new HashSet<>();
        Viewer viewer = exchange.viewer();
        viewer.principal().ifPresent(self -> {
            own.add(exchange.hrefs().principal(self));
            principals
                    .groupsOf(self, viewer)
                    .forEach(group -> own.add(new GroupResource(group).href(exchange.hrefs())));
        });
        return own;
    }

    private Stream<DavResource> principalsIn(ReportContext context) {
        DavResource target = context.resource();
        if (target instanceof PrincipalFolder || target instanceof Root) {
            return principals.visibleTo(context.exchange().viewer()).stream();
        }
        return target instanceof PrincipalResource || target instanceof GroupResource
                ? Stream.of(target)
                : Stream.empty();
    }

    /** One look through a collection, at any depth, for what points to the viewer. */
    private record Search(ReportContext context, HrefProperty pointer, Set<String> own, Found found) {
        void run() {
            if (context.resource() instanceof CollectionResource collection) {
                below(collection);
            }
        }

        private void below(CollectionResource collection) {
            for (Member member : collection.snapshot().members()) {
                add(MemberResource.of(collection, member));
            }
            CollectionPath path = collection.collection().path();
            for (String name : context.resources().children(path)) {
                context.resources().collection(path.child(name)).ifPresent(this::visit);
            }
            List<CollectionResource> mounts =
                    context.resources().mounts().in(path, context.exchange().viewer());
            mounts.forEach(this::visit);
        }

        private void visit(CollectionResource collection) {
            if (context.resources()
                    .privileges(collection, context.exchange().viewer())
                    .contains(Privilege.READ)) {
                add(collection);
                below(collection);
            }
        }

        private void add(DavResource resource) {
            if (!pointer.isDefinedOn(resource)) {
                return;
            }
            PropertyContext about = new PropertyContext(
                    context.exchange().hrefs(),
                    context.exchange().viewer(),
                    context.exchange()::header,
                    Set.of(),
                    XmlElement.empty(pointer.name()));
            if (pointer.hrefs(resource, about).stream().anyMatch(own::contains)) {
                found.add(resource);
            }
        }
    }
}
