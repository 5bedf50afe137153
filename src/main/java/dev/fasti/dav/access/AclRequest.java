package dev.fasti.dav.access;

import dev.fasti.acl.Ace;
import dev.fasti.acl.Acl;
import dev.fasti.acl.Directory;
import dev.fasti.acl.Grantee;
import dev.fasti.acl.Privilege;
import dev.fasti.dav.DavException;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.Names;
import dev.fasti.dav.Precondition;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.store.CollectionKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.namespace.QName;

/** The body of the ACL method, with all its preconditions (RFC 3744 section 8.1.1). */
public final class AclRequest {
    /** The most entries of one list. */
    public static final int MOST_ACES = 200;

    private static final QName ACL = Names.dav("acl");
    private static final QName ACE = Names.dav("ace");
    private static final QName PRINCIPAL = Names.dav("principal");
    private static final QName INVERT = Names.dav("invert");
    private static final QName GRANT = Names.dav("grant");
    private static final QName DENY = Names.dav("deny");
    private static final QName PRIVILEGE = Names.dav("privilege");

    private final DavExchange exchange;
    private final Directory directory;
    private final CollectionKind kind;

    /** @param kind of the collection whose list is to be set */
    public AclRequest(DavExchange exchange, Directory directory, CollectionKind kind) {
        this.exchange = exchange;
        this.directory = directory;
        this.kind = kind;
    }

    /**
     * The list that a body asks for.
     *
     * @throws DavException with 400 if it is malformed, else with the precondition that it breaks
     */
    public Acl read(XmlElement body) {
        if (!body.is(ACL)) {
            throw DavException.badRequest("the body's root is not DAV:acl");
        }
        List<XmlElement> elements = body.children(ACE);
        if (elements.size() > MOST_ACES) {
            throw new DavException.Refused(
                    Precondition.LIMITED_NUMBER_OF_ACES, "a list has at most " + MOST_ACES + " entries");
        }
        List<Ace> entries = new ArrayList<>();
        Set<Grantee> grantees = new HashSet<>();
        for (XmlElement element : elements) {
            Ace entry = entry(element);
            if (!grantees.add(entry.grantee())) {
                throw new DavException.Refused(
                        Precondition.NO_ACE_CONFLICT, "two entries are about the same principal");
            }
            entries.add(entry);
        }
        return new Acl(entries);
    }

    private Ace entry(XmlElement ace) {
        List<XmlElement> grants = ace.children(GRANT);
        List<XmlElement> denials = ace.children(DENY);
        int principals = ace.children(PRINCIPAL).size() + ace.children(INVERT).size();
        if (principals != 1 || grants.size() + denials.size() != 1) {
            throw DavException.badRequest("an entry grants to, or denies, one principal (RFC 3744 section 8.1.5)");
        }
        if (ace.child(Names.dav("protected")).isPresent()) {
            throw new DavException.Refused(
                    Precondition.NO_PROTECTED_ACE_CONFLICT, "protected entries are not set by request");
        }
        if (ace.child(Names.dav("inherited")).isPresent()) {
            throw new DavException.Refused(
                    Precondition.NO_INHERITED_ACE_CONFLICT, "inherited entries are set where they come from");
        }
        if (ace.child(INVERT).isPresent()) {
            throw new DavException.Refused(Precondition.NO_INVERT, "an entry is about somebody, not all others");
        }
        if (!denials.isEmpty()) {
            throw new DavException.Refused(Precondition.GRANT_ONLY, "entries grant, and never deny");
        }
        Grantee grantee = PrincipalElement.read(ace.child(PRINCIPAL).orElseThrow(), exchange, directory);
        return new Ace(grantee, privileges(grants.get(0)));
    }

    private Set<Privilege> privileges(XmlElement grant) {
        Set<Privilege> privileges = EnumSet.noneOf(Privilege.class);
        for (XmlElement element : grant.children(PRIVILEGE)) {
            List<XmlElement> names = element.children();
            if (names.size() != 1) {
                throw DavException.badRequest("a privilege is one element");
            }
            QName name = names.get(0).name();
            privileges.add(Privilege.named(name.getNamespaceURI(), name.getLocalPart())
                    .filter(privilege -> SupportedPrivileges.isSupportedBy(kind, privilege))
                    .orElseThrow(() -> new DavException.Refused(
                            Precondition.NOT_SUPPORTED_PRIVILEGE, "there is no privilege " + name + " here")));
        }
        if (privileges.isEmpty()) {
            throw DavException.badRequest("an entry grants nothing");
        }
        return privileges;
    }
}
