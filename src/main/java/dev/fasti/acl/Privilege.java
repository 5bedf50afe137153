package dev.fasti.acl;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What somebody may be allowed to do with a resource (RFC 3744 section 3; RFC 4791 section 6.1.1; RFC 6638 section 6).
 *
 * <p>Two are our own, for rights that a rights file can give apart: {@code get} within read, {@code delete-collection}
 * within unbind.
 */
public enum Privilege {
    ALL("DAV:", "all", "Any operation"),
    READ("DAV:", "read", "Read any object"),
    READ_FREE_BUSY(Privilege.CALDAV, "read-free-busy", "Read free/busy information"),
    GET(Privilege.OWN, "get", "Fetch single objects whose names are known"),
    READ_ACL("DAV:", "read-acl", "Read the access control list"),
    READ_CURRENT_USER_PRIVILEGE_SET("DAV:", "read-current-user-privilege-set", "Read own privileges"),
    WRITE("DAV:", "write", "Write any object"),
    WRITE_PROPERTIES("DAV:", "write-properties", "Write properties"),
    WRITE_CONTENT("DAV:", "write-content", "Write resource content"),
    BIND("DAV:", "bind", "Add new members"),
    UNBIND("DAV:", "unbind", "Remove members"),
    WRITE_ACL("DAV:", "write-acl", "Write the access control list"),
    DELETE_COLLECTION(Privilege.OWN, "delete-collection", "Delete the collection itself"),
    UNLOCK("DAV:", "unlock", "Remove locks of others"),
    SCHEDULE_DELIVER(Privilege.CALDAV, "schedule-deliver", "Deliver scheduling messages"),
    SCHEDULE_DELIVER_INVITE(Privilege.CALDAV, "schedule-deliver-invite", "Deliver invitations"),
    SCHEDULE_DELIVER_REPLY(Privilege.CALDAV, "schedule-deliver-reply", "Deliver replies"),
    SCHEDULE_QUERY_FREEBUSY(Privilege.CALDAV, "schedule-query-freebusy", "Ask for free/busy information"),
    SCHEDULE_SEND(Privilege.CALDAV, "schedule-send", "Send scheduling messages"),
    SCHEDULE_SEND_INVITE(Privilege.CALDAV, "schedule-send-invite", "Send invitations"),
    SCHEDULE_SEND_REPLY(Privilege.CALDAV, "schedule-send-reply", "Send replies"),
    SCHEDULE_SEND_FREEBUSY(Privilege.CALDAV, "schedule-send-freebusy", "Send free/busy requests");

    private static final String CALDAV = "urn:ietf:params:xml:ns:caldav";
    private static final String OWN = "https://fasti.dev/ns/";

    private final String namespace;
    private final String local;
    private final String description;

    Privilege(String namespace, String local, String description) {
        this.namespace = namespace;
        this.local = local;
        this.description = description;
    }

    public String namespace() {
        return namespace;
    }

    public String local() {
        return local;
    }

    /** In English, for {@code DAV:supported-privilege-set} (RFC 3744 section 5.3). */
    public String description() {
        return description;
    }

    /** The privilege of this name; empty if there is none. */
    public static Optional<Privilege> named(String namespace, String local) {
        return Stream.of(values())
                .filter(each -> each.namespace.equals(namespace) && each.local.equals(local))
                .findFirst();
    }

    /**
     * Whether it is one of the scheduling privileges, which only a scheduling inbox or outbox has (RFC 6638 section 6):
     * there is neither.
     */
    public boolean isForScheduling() {
        return compareTo(SCHEDULE_DELIVER) >= 0;
    }

    /** The privileges directly below in the tree; granting an aggregate grants them (RFC 3744 section 3). */
    public Set<Privilege> contained() {
        return switch (this) {
            case ALL ->
                EnumSet.of(
                        READ,
                        WRITE,
                        READ_ACL,
                        READ_CURRENT_USER_PRIVILEGE_SET,
                        WRITE_ACL,
                        UNLOCK,
                        SCHEDULE_DELIVER,
                        SCHEDULE_SEND);
            case READ -> EnumSet.of(READ_FREE_BUSY, GET);
            case WRITE -> EnumSet.of(WRITE_PROPERTIES, WRITE_CONTENT, BIND, UNBIND);
            case UNBIND -> EnumSet.of(DELETE_COLLECTION);
            case SCHEDULE_DELIVER ->
                EnumSet.of(SCHEDULE_DELIVER_INVITE, SCHEDULE_DELIVER_REPLY, SCHEDULE_QUERY_FREEBUSY);
            case SCHEDULE_SEND -> EnumSet.of(SCHEDULE_SEND_INVITE, SCHEDULE_SEND_REPLY, SCHEDULE_SEND_FREEBUSY);
            default -> EnumSet.noneOf(Privilege.class);
        };
    }

    /** This privilege with all that it contains, at any depth. */
    public Set<Privilege> expanded() {
        return Objects.requireNonNull(Tree.EXPANDED.get(this));
    }

    private Set<Privilege> expand() {
        Set<Privilege> all = EnumSet.of(this);
        contained().forEach(part -> all.addAll(part.expand()));
        return Collections.unmodifiableSet(all);
    }

    /** Worked out once, since every request asks. */
    private static final class Tree {
        private static final Map<Privilege, Set<Privilege>> EXPANDED =
                Stream.of(values()).collect(Collectors.toUnmodifiableMap(each -> each, Privilege::expand));
    }
}
