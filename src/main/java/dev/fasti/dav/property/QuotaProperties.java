package dev.fasti.dav.property;

import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.dav.Names;
import dev.fasti.store.path.Principal;
import dev.fasti.store.quota.Space;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * {@code DAV:quota-used-bytes} and {@code DAV:quota-available-bytes} (RFC 4331): of each collection what its owner's
 * home takes as a whole, for that is what the quota is of.
 */
public final class QuotaProperties {
    private QuotaProperties() {}

    public static List<LiveProperty> all(Space space) {
        return List.of(of("quota-used-bytes", space::used), of("quota-available-bytes", space::available));
    }

    private static LiveProperty of(String local, ToLongFunction<Principal> octets) {
        return ComputedProperty.of(
                Names.dav(local),
                CollectionResource.class::isInstance,
                (resource, context, out) -> out.text(Long.toString(octets.applyAsLong(owner(resource)))));
    }

    private static Principal owner(DavResource resource) {
        return ((CollectionResource) resource).collection().path().owner();
    }
}
