package dev.fasti.dav.lock;

import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.dav.DavResource.MemberResource;
import dev.fasti.dav.Hrefs;
import dev.fasti.dav.Names;
import dev.fasti.dav.property.ComputedProperty;
import dev.fasti.dav.property.LiveProperty;
import dev.fasti.dav.property.Scope;
import dev.fasti.dav.xml.XmlWriter;
import dev.fasti.store.lock.WriteLock;
import dev.fasti.store.path.CollectionPath;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javax.xml.namespace.QName;

/** {@code DAV:lockdiscovery} and {@code DAV:supportedlock} (RFC 4918 sections 15.8 and 15.10). */
public final class LockProperties {
    static final QName LOCKDISCOVERY = Names.dav("lockdiscovery");
    static final QName WRITE = Names.dav("write");
    static final QName LOCKSCOPE = Names.dav("lockscope");
    static final QName LOCKTYPE = Names.dav("locktype");
    private static final QName DEPTH = Names.dav("depth");
    private static final QName TIMEOUT = Names.dav("timeout");

    private LockProperties() {}

    public static List<LiveProperty> all(LockTable locks) {
        return List.of(
                property(
                        LOCKDISCOVERY,
                        (resource, context, out) -> path(resource)
                                .ifPresent(path -> write(
                                        locks.covering(path),
                                        root -> root.equals(path)
                                                ? resource.href(context.hrefs())
                                                : around(resource, root, context.hrefs()),
                                        locks.now(),
                                        out))),
                property(Names.dav("supportedlock"), (resource, context, out) -> {
                    if (path(resource).isPresent()) {
                        supported(WriteLock.Scope.EXCLUSIVE, out);
                        supported(WriteLock.Scope.SHARED, out);
                    }
                }));
    }

    /** Where a resource is, if it is one that can be locked. */
    public static Optional<CollectionPath> path(DavResource resource) {
        if (resource instanceof CollectionResource collection) {
            return Optional.of(collection.collection().path());
        }
        return resource instanceof MemberResource member ? Optional.of(member.path()) : Optional.empty();
    }

    /** The href of a collection that a resource lies in, by the way that the viewer came. */
    private static String around(DavResource resource, CollectionPath root, Hrefs hrefs) {
        return hrefs.collection(
                resource instanceof MemberResource member ? member.parent().seen(root) : root);
    }

    /**
     * Writes the content of {@code DAV:lockdiscovery}.
     *
     * @param href makes that of a lock's root, by which the viewer knows it (RFC 4918 section 6.1)
     */
    static void write(List<WriteLock> locks, Function<CollectionPath, String> href, Instant now, XmlWriter out) {
        for (WriteLock lock : locks) {
            out.start(Names.dav("activelock"));
            out.start(LOCKTYPE).empty(WRITE).end();
            out.start(LOCKSCOPE).empty(element(lock.scope())).end();
            out.element(DEPTH, lock.reach() == WriteLock.Reach.ZERO ? "0" : "infinity");
            if (lock.owner() != null) {
                out.fragment(lock.owner());
            }
            out.element(TIMEOUT, "Second-" + left(lock, now));
            out.href(Names.dav("locktoken"), lock.token());
            out.href(Names.dav("lockroot"), href.apply(lock.root()));
            out.end();
        }
    }

    /** In whole seconds, begun ones counted, so that a new lock has the time that it was given. */
    private static long left(WriteLock lock, Instant now) {
        return Duration.between(now, lock.expires()).plusMillis(999).toSeconds();
    }

    private static void supported(WriteLock.Scope scope, XmlWriter out) {
        out.start(Names.dav("lockentry"));
        out.start(LOCKSCOPE).empty(element(scope)).end();
        out.start(LOCKTYPE).empty(WRITE).end();
        out.end();
    }

    static QName element(WriteLock.Scope scope) {
        return Names.dav(scope.name().toLowerCase(Locale.ROOT));
    }

    private static LiveProperty property(QName name, ComputedProperty.Content content) {
        return new ComputedProperty(name, LiveProperty.Visibility.ALLPROP, Scope.everything(), content);
    }
}
