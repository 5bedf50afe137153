package dev.fasti.dav.access;

import dev.fasti.acl.Privilege;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.store.CollectionKind;

/** Which privileges mean something where: what {@code DAV:supported-privilege-set} says (RFC 3744 section 5.3). */
public final class SupportedPrivileges {
    private SupportedPrivileges() {}

    /** Whether a resource has a privilege. */
    public static boolean isSupportedOn(DavResource resource, Privilege privilege) {
        return resource instanceof CollectionResource collection
                ? isSupportedBy(collection.kind(), privilege)
                : !privilege.isForScheduling();
    }

    /** Whether a collection has a privilege: nobody is busy by an address book. */
    static boolean isSupportedBy(CollectionKind kind, Privilege privilege) {
        return !privilege.isForScheduling()
                && (privilege != Privilege.READ_FREE_BUSY || kind != CollectionKind.ADDRESSBOOK);
    }
}
