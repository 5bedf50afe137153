package dev.fasti.dav;

import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.Facts;
import dev.fasti.store.Member;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;

/** The rules of one kind of collection: what it is called and what it takes in. */
public interface CollectionType {
    CollectionKind kind();

    /** The elements in {@code DAV:resourcetype} besides {@code DAV:collection}. */
    List<QName> resourceTypes();

    /**
     * Checks octets that are to become a member.
     *
     * @param collection the collection as it is
     * @param octets the whole content
     * @param mediaType the request's Content-Type, or that of what is copied; empty if there is none
     * @return what they say
     * @throws DavException.Refused with the precondition that they break
     */
    Facts admit(CollectionResource collection, byte[] octets, Optional<String> mediaType);

    /** How many octets of memory {@link #admit} takes besides the content itself. */
    default long admitting(byte[] octets) {
        return 0;
    }

    /** The Content-Type of a member, parameters included. */
    String mediaType(Member member);

    /**
     * A member's content as a request gets it: as it is kept, unless a header asks for more, less or
     * another version. It goes by the member's tag all the same.
     *
     * @param exchange whose answer's headers are still to be set
     */
    default byte[] served(DavExchange exchange, byte[] octets) {
        return octets;
    }

    /** How all that such a collection holds becomes one file; empty where it does not. */
    default Optional<WholeFile> wholeFile() {
        return Optional.empty();
    }

    /** The precondition that a second member with one UID breaks; empty if members have no UIDs. */
    Optional<Precondition> noUidConflict();

    /** The precondition that too large a member breaks; empty where a plain 413 says it. */
    Optional<Precondition> maxResourceSize();
}
