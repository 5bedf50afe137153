package dev.fasti.acl;

import java.util.EnumSet;
import java.util.Set;

/** What somebody may be allowed to do with a resource (RFC 3744 section 3; RFC 4791 section 6.1.1). */
public enum Privilege {
    ALL("DAV:", "all", "Any operation"),
    READ("DAV:", "read", "Read any object"),
    READ_FREE_BUSY("urn:ietf:params:xml:ns:caldav", "read-free-busy", "Read free/busy information"),
    READ_ACL("DAV:", "read-acl", "Read the access control list"),
    READ_CURRENT_USER_PRIVILEGE_SET("DAV:", "read-current-user-privilege-set", "Read own privileges"),
    WRITE("DAV:", "write", "Write any object"),
    WRITE_PROPERTIES("DAV:", "write-properties", "Write properties"),
    WRITE_CONTENT("DAV:", "write-content", "Write resource content"),
    BIND("DAV:", "bind", "Add new members"),
    UNBIND("DAV:", "unbind", "Remove members"),
    WRITE_ACL("DAV:", "write-acl", "Write the access control list"),
    UNLOCK("DAV:", "unlock", "Remove locks of others");

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

    /** The privileges directly below in the tree; granting an aggregate grants them (RFC 3744 section 3). */
    public Set<Privilege> contained() {
        return switch (this) {
            case ALL -> EnumSet.of(READ, WRITE, READ_ACL, READ_CURRENT_USER_PRIVILEGE_SET, WRITE_ACL, UNLOCK);
            case READ -> EnumSet.of(READ_FREE_BUSY);
            case WRITE -> EnumSet.of(WRITE_PROPERTIES, WRITE_CONTENT, BIND, UNBIND);
            default -> EnumSet.noneOf(Privilege.class);
        };
    }

    /** This privilege with all that it contains, at any depth. */
    public Set<Privilege> expanded() {
        Set<Privilege> all = EnumSet.of(this);
        contained().forEach(part -> all.addAll(part.expanded()));
        return all;
    }
}
