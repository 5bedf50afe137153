package dev.fasti.store.property;

/**
 * The name of a WebDAV property (RFC 4918 section 4).
 *
 * @param namespace the namespace's URI; empty for none
 * @param local the local name, not empty
 */
public record PropertyName(String namespace, String local) implements Comparable<PropertyName> {
    /** The namespace of what the server itself keeps among the properties of collections; no client sees or sets it. */
    public static final String OURS = "https://fasti.dev/ns/";

    /**
     * Under which a collection's access control list is kept. It belongs to the collection itself: a move takes it
     * along, a copy starts without one (RFC 3744 sections 7.3 and 7.4).
     */
    public static final PropertyName ACL = new PropertyName(OURS, "acl");

    /**
     * Under which a collection's name for all time is kept, a URI (RFC 5842 section 3.1): a move takes it along, a copy
     * gets its own.
     */
    public static final PropertyName RESOURCE_ID = new PropertyName(OURS, "resource-id");

    public PropertyName {
        if (local.isEmpty()) {
            throw new IllegalArgumentException("a property needs a local name");
        }
    }

    /** Whether the server itself keeps this, in {@link #OURS} or a namespace below it. */
    public boolean isOurs() {
        return namespace.startsWith(OURS);
    }

    @Override
    public int compareTo(PropertyName other) {
        int order = namespace.compareTo(other.namespace);
        return order != 0 ? order : local.compareTo(other.local);
    }

    /** James Clark's notation, {@code {namespace}local}. */
    @Override
    public String toString() {
        return "{" + namespace + "}" + local;
    }
}
