package dev.fasti.auth.ldap;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a directory is, and how its accounts are found.
 *
 * @param servers one after the other until one answers; {@code ldap} or {@code ldaps}, with or without a port
 * @param security of {@code ldap} connections
 * @param ca roots of the servers' certificates, in PEM; null for those of the system
 * @param service who searches; null for anonymous
 * @param accounts how the entry of an account is found
 * @param displayNames attributes of an account's entry, of which the first that is there is what somebody is called
 * @param timeout for connecting, and for each answer
 * @param connections how many are kept at most
 */
public record LdapSettings(
        List<URI> servers,
        Security security,
        @Nullable Path ca,
        @Nullable Service service,
        Accounts accounts,
        List<String> displayNames,
        Groups groups,
        Duration timeout,
        int connections) {
    /** What stands in a template for the login, and for the entry's name. */
    public static final String LOGIN = "{login}";

    public static final String DN = "{dn}";

    public LdapSettings {
        servers = List.copyOf(servers);
        displayNames = List.copyOf(displayNames);
        if (servers.isEmpty() || timeout.isNegative() || timeout.isZero() || connections < 1) {
            throw new IllegalArgumentException("no directory to ask");
        }
    }

    /** Whether a plain connection becomes a secure one. */
    public enum Security {
        AS_IT_IS,
        START_TLS
    }

    /** A name and a password by which the directory lets one search. */
    public record Service(String dn, String password) {
        /** Says nothing of the password. */
        @Override
        public String toString() {
            return dn;
        }
    }

    /** How an account is found. */
    public sealed interface Accounts {}

    /** The entry's name is made of the login. Logins are in lower case, for directories do not tell the cases apart. */
    public record Named(String template) implements Accounts {}

    /**
     * The entry is searched for.
     *
     * @param base where to search, in the whole tree below
     * @param filter with {@link #LOGIN} in it (RFC 4515)
     * @param attribute whose value is the account's name
     */
    public record Searched(String base, String filter, String attribute) implements Accounts {}

    /**
     * Which groups an account is in, by either or both; empty for not at all. A group is called by the first part of its
     * entry's name.
     *
     * @param attribute of the account's entry, whose values are groups' names
     * @param base where groups are searched
     * @param filter with {@link #DN} or {@link #LOGIN} in it
     */
    public record Groups(String attribute, String base, String filter) {}
}
