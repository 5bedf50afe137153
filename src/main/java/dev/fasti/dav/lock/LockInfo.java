package dev.fasti.dav.lock;

import dev.fasti.dav.DavException;
import dev.fasti.dav.Names;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.dav.xml.XmlFragment;
import dev.fasti.store.lock.WriteLock.Scope;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/**
 * What a LOCK asks for in its body (RFC 4918 section 14.11).
 *
 * @param owner the whole {@code DAV:owner} element, self-contained; null if there is none
 */
record LockInfo(Scope scope, @Nullable String owner) {
    private static final QName LOCKINFO = Names.dav("lockinfo");
    private static final QName OWNER = Names.dav("owner");
    private static final int LONGEST_OWNER = 8_192;

    /**
     * Reads a body.
     *
     * @throws DavException with 400 if it is no {@code lockinfo}, 422 if it asks for a lock that there is not, 413 if
     *     its owner is too long to be kept
     */
    static LockInfo of(XmlElement body) {
        if (!body.is(LOCKINFO)) {
            throw DavException.badRequest("the body's root is not DAV:lockinfo");
        }
        if (choice(body, LockProperties.LOCKTYPE).stream().noneMatch(type -> type.is(LockProperties.WRITE))) {
            throw new DavException.Plain(422, "the only type of lock is write");
        }
        List<XmlElement> wanted = choice(body, LockProperties.LOCKSCOPE);
        List<Scope> scopes = Stream.of(Scope.values())
                .filter(scope -> wanted.stream().anyMatch(each -> each.is(LockProperties.element(scope))))
                .toList();
        if (scopes.size() != 1) {
            throw new DavException.Plain(422, "a lock is either exclusive or shared");
        }
        return new LockInfo(scopes.get(0), owner(body));
    }

    private static List<XmlElement> choice(XmlElement body, QName name) {
        return body.child(name)
                .orElseThrow(() -> DavException.badRequest("DAV:" + name.getLocalPart() + " is missing"))
                .children();
    }

    private static @Nullable String owner(XmlElement body) {
        String owner = body.child(OWNER).map(XmlFragment::of).orElse(null);
        if (owner != null && owner.length() > LONGEST_OWNER) {
            throw new DavException.Plain(413, "the owner of a lock has " + LONGEST_OWNER + " characters at most");
        }
        return owner;
    }
}
