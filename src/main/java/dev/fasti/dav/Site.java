package dev.fasti.dav;

import dev.fasti.acl.Privilege;
import dev.fasti.dav.lock.LockTable;
import dev.fasti.dav.property.PropertyTable;
import dev.fasti.dav.report.Report;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.CollectionStore;
import dev.fasti.store.path.CollectionPath;
import java.util.List;
import java.util.Map;
import javax.xml.namespace.QName;

/**
 * All that a method works with: one server's store, its resources, and what the protocols brought along.
 *
 * @param store where collections are
 * @param resources finds them by path
 * @param properties every live property
 * @param reports by the root element of their request
 * @param types the rules of each kind of collection
 * @param compliance the tokens of the {@code DAV} header
 * @param limits what a request may ask for at most
 * @param locks what is locked
 */
public record Site(
        CollectionStore store,
        ResourceFinder resources,
        PropertyTable properties,
        Map<QName, Report> reports,
        Map<CollectionKind, CollectionType> types,
        List<String> compliance,
        DavLimits limits,
        LockTable locks) {
    public Site {
        reports = Map.copyOf(reports);
        types = Map.copyOf(types);
        compliance = List.copyOf(compliance);
    }

    /** The rules of a collection's kind. */
    public CollectionType type(CollectionKind kind) {
        CollectionType type = types.get(kind);
        if (type == null) {
            throw new IllegalStateException("no rules for " + kind);
        }
        return type;
    }

    /**
     * Demands a privilege of the viewer at a place, whether there is a collection or not.
     *
     * @throws DavException.NeedPrivilege if it is missing
     */
    public void require(DavExchange exchange, Place place, Privilege privilege) {
        if (!resources.privileges(place.real(), exchange.viewer()).contains(privilege)) {
            throw new DavException.NeedPrivilege(exchange.hrefs().collection(place.seen()), privilege);
        }
    }

    private void require(DavExchange exchange, CollectionPath path, Privilege privilege) {
        require(exchange, new Place(path, path), privilege);
    }

    /**
     * Demands a privilege of the viewer on a collection and on every collection inside it, where rights may differ.
     *
     * @throws DavException.NeedPrivilege if it is missing on one
     */
    public void requireThroughout(DavExchange exchange, CollectionPath tree, Privilege privilege) {
        require(exchange, tree, privilege);
        for (String name : resources.children(tree)) {
            requireThroughout(exchange, tree.child(name), privilege);
        }
    }

    /**
     * Demands of the viewer what it takes to remove a collection from its place with all that is in it (RFC 3744
     * appendix B, for each resource within).
     *
     * @throws DavException.NeedPrivilege if something is missing
     */
    public void requireRemoval(DavExchange exchange, CollectionPath tree) {
        tree.parent().ifPresent(parent -> require(exchange, parent, Privilege.UNBIND));
        requireThroughout(exchange, tree, Privilege.DELETE_COLLECTION);
        requireThroughout(exchange, tree, Privilege.UNBIND);
    }

    /**
     * Demands a privilege of the viewer.
     *
     * @throws DavException.NeedPrivilege if it is missing
     */
    public void require(DavExchange exchange, DavResource resource, Privilege privilege) {
        if (!resources.privileges(resource, exchange.viewer()).contains(privilege)) {
            throw new DavException.NeedPrivilege(resource.href(exchange.hrefs()), privilege);
        }
    }
}
