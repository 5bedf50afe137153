package dev.fasti.dav;

import dev.fasti.acl.Privilege;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.path.CollectionPath;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.xml.namespace.QName;

/** What single clients need that the standards do not ask for. Each kindness has a test named after the client. */
public final class ClientKindness {
    private static final QName MKCOL = Names.dav("mkcol");
    private static final QName CREATE = Names.dav("create");
    private static final QName SUBSCRIBED = new QName(Names.CALENDARSERVER, "subscribed");

    private ClientKindness() {}

    /**
     * The status of a refused sync token. Thunderbird's address books understand 400 only and stay broken after a 403;
     * everybody else expects the 403 of RFC 6578 section 3.2's precondition.
     */
    public static int statusOfInvalidSyncToken(DavExchange exchange, CollectionKind kind) {
        return isThunderbird(exchange::header) && kind == CollectionKind.ADDRESSBOOK
                ? 400
                : Precondition.VALID_SYNC_TOKEN.status();
    }

    /**
     * The refusal of a PROPFIND or OPTIONS where the viewer may not know whether anything is there. Thunderbird (by
     * PROPFIND) and GNOME Online Accounts (by OPTIONS) look for calendars at the URL that was entered, with whatever path
     * the server before had. They take 403 for a wrong password and give up; after 404 they go on to the well-known name
     * (RFC 6764 section 6). Either is the answer whether something is there or not.
     */
    public static DavException hidden(DavExchange exchange, DavException.NeedPrivilege missing) {
        boolean isLoggedIn = exchange.viewer().principal().isPresent();
        boolean goesOn = isThunderbird(exchange::header) || isAgent("gnome-online-accounts", exchange::header);
        return isLoggedIn && goesOn ? DavException.notFound() : missing;
    }

    /**
     * The kind that MKCALENDAR makes. By RFC 4791 section 5.3.1 it is a calendar, and a resource type in the body, which
     * many send, says nothing more. But since 10.9 macOS makes its subscriptions by this method, too.
     *
     * @param properties those that the body sets
     */
    public static CollectionKind kindByMkcalendar(List<XmlElement> properties) {
        boolean isSubscription = properties.stream()
                .filter(property -> property.is(Names.dav("resourcetype")))
                .anyMatch(type -> type.child(SUBSCRIBED).isPresent());
        return isSubscription ? CollectionKind.SUBSCRIBED : CollectionKind.CALENDAR;
    }

    /**
     * Whether a new collection's body is looked at as XML (RFC 4918 section 9.3.1). curl says of all that it is given by
     * {@code --data} that it is a form, and Radicale, whose handbook makes collections so, never looks.
     *
     * @param mediaType the body's Content-Type
     */
    public static boolean isReadAsXml(String mediaType) {
        String type = mediaType.toLowerCase(Locale.ROOT);
        return type.contains("xml") || type.startsWith("application/x-www-form-urlencoded");
    }

    /**
     * Whether the root of a body is an extended MKCOL's (RFC 5689 section 5.1). Radicale's handbook, and with it many
     * scripts, calls it {@code DAV:create}.
     */
    public static boolean isMkcol(XmlElement root) {
        return root.is(MKCOL) || root.is(CREATE);
    }

    /**
     * The home whose busy time is asked for on a principal. Evolution finds an attendee's principal by the address (RFC
     * 3744 section 9.4) and asks it, where RFC 4791 section 7.10 knows collections alone; whoever is not answered for, it
     * shows as free.
     *
     * @return empty for what is no user
     */
    public static Optional<CollectionPath> homeOfFreeBusy(DavResource asked) {
        return asked instanceof DavResource.PrincipalResource user
                ? Optional.of(user.principal().home())
                : Optional.empty();
    }

    /**
     * The privileges that somebody is told to have. Thunderbird takes whatever has write-properties to be writable, which
     * lets properties be changed alone (RFC 3744 section 3.3): it would offer changes of a shared calendar that may only be
     * read, and have them refused.
     *
     * @param privileges those that they have
     * @param header gives a header of the request by its name
     */
    public static Set<Privilege> told(Set<Privilege> privileges, Function<String, Optional<String>> header) {
        if (privileges.contains(Privilege.WRITE_CONTENT)
                || !privileges.contains(Privilege.WRITE_PROPERTIES)
                || !isThunderbird(header)) {
            return privileges;
        }
        Set<Privilege> told = EnumSet.copyOf(privileges);
        told.remove(Privilege.WRITE_PROPERTIES);
        return told;
    }

    /**
     * The privileges that an entry of {@code DAV:acl} is told to grant. Outlook CalDav Synchronizer takes a collection to
     * be read-only in whose list somebody is granted read and nobody write, and does not know that all is both (RFC 3744
     * section 3.11): an owner who lets others read would only read from then on.
     *
     * @param granted those that it grants
     * @param header gives a header of the request by its name
     */
    public static Set<Privilege> granted(Set<Privilege> granted, Function<String, Optional<String>> header) {
        if (!granted.contains(Privilege.ALL) || !isAgent("CalDavSynchronizer", header)) {
            return granted;
        }
        Set<Privilege> told = EnumSet.copyOf(granted);
        told.add(Privilege.READ);
        told.add(Privilege.WRITE);
        return told;
    }

    /**
     * Whether who names no version of cards reads none but 3.0, which is what RFC 6352 section 10.4 gives to such a
     * request. Contacts of macOS drops a card of 4.0, as DAVx5 writes it, and takes the whole synchronization to have
     * failed; that of iOS is of the same make. Everybody else wants what is kept.
     *
     * @param header gives a header of the request by its name
     */
    public static boolean readsOldCardsOnly(Function<String, Optional<String>> header) {
        return isAgent("AddressBook", header) || isAgent("dataaccessd", header);
    }

    private static boolean isThunderbird(Function<String, Optional<String>> header) {
        return isAgent("Thunderbird", header);
    }

    private static boolean isAgent(String name, Function<String, Optional<String>> header) {
        return header.apply("User-Agent").filter(agent -> agent.contains(name)).isPresent();
    }

    /**
     * The depth of a calendar or address book query. Without the header the standards mean 0 (RFC 4791 section 7.8, RFC
     * 6352 section 8.6), which finds nothing in any collection, so that nobody can mean it: scripts that come from
     * Radicale, which never looks at it, leave it out. What is said is taken at its word.
     */
    public static Depth depthOfQuery(DavExchange exchange) {
        return Depth.of(exchange, Depth.INFINITY);
    }
}
