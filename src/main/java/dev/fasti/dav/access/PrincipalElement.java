package dev.fasti.dav.access;

import dev.fasti.acl.Directory;
import dev.fasti.acl.Grantee;
import dev.fasti.acl.Group;
import dev.fasti.dav.DavException;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.DavResource.GroupResource;
import dev.fasti.dav.Hrefs;
import dev.fasti.dav.Names;
import dev.fasti.dav.Precondition;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.path.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;

/** {@code DAV:principal}: whom an entry is about (RFC 3744 section 5.5.1). */
final class PrincipalElement {
    static final QName PROPERTY = Names.dav("property");
    static final QName OWNER = Names.dav("owner");

    private static final QName HREF = Names.dav("href");
    private static final String PRINCIPALS = "principals";

    private static final Map<QName, Grantee> NAMED = Map.of(
            Names.dav("all"), new Grantee.Everybody(),
            Names.dav("authenticated"), new Grantee.Authenticated(),
            Names.dav("unauthenticated"), new Grantee.Unauthenticated());

    private PrincipalElement() {}

    /** Where the principal is; empty if the grantee is not one principal. */
    static Optional<String> href(Grantee grantee, Hrefs hrefs) {
        if (grantee instanceof Grantee.User user) {
            return Optional.of(hrefs.principal(user.principal()));
        }
        return grantee instanceof Grantee.Members members
                ? Optional.of(new GroupResource(members.group()).href(hrefs))
                : Optional.empty();
    }

    /** The element of a grantee that has one of its own. */
    static QName name(Grantee grantee) {
        return NAMED.entrySet().stream()
                .filter(known -> known.getValue().equals(grantee))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    /**
     * Whom an element is about.
     *
     * @throws DavException with 400 if it makes no sense, with {@code recognized-principal} if its href is no
     *     principal's, with {@code allowed-principal} if nobody could ever match it at a collection
     */
    static Grantee read(XmlElement principal, DavExchange exchange, Directory directory) {
        List<XmlElement> children = principal.children();
        if (children.size() != 1) {
            throw DavException.badRequest("a principal is one thing");
        }
        XmlElement whom = children.get(0);
        if (whom.is(HREF)) {
            return exchange.hrefs()
                    .read(whom.text(), exchange.authority())
                    .flatMap(target -> named(target, directory))
                    .orElseThrow(() ->
                            new DavException.Refused(Precondition.RECOGNIZED_PRINCIPAL, "an href is no principal's"));
        }
        if (whom.is(PROPERTY) && whom.child(OWNER).isPresent()) {
            return new Grantee.Owner();
        }
        Grantee grantee = NAMED.get(whom.name());
        if (grantee == null) {
            throw new DavException.Refused(
                    Precondition.ALLOWED_PRINCIPAL, "a collection is no principal, and has no such property");
        }
        return grantee;
    }

    private static Optional<Grantee> named(List<String> target, Directory directory) {
        if (target.size() != 2 || !target.get(0).equals(PRINCIPALS)) {
            return Optional.empty();
        }
        String name = target.get(1);
        try {
            if (GroupResource.isName(name)) {
                Group group = GroupResource.group(name);
                return Optional.<Grantee>of(new Grantee.Members(group))
                        .filter(found -> directory.membersOf(group).isPresent());
            }
            Principal user = new Principal(name);
            return Optional.<Grantee>of(new Grantee.User(user)).filter(found -> directory.isUser(user));
        } catch (StoreException.NameRefused e) {
            return Optional.empty();
        }
    }
}
