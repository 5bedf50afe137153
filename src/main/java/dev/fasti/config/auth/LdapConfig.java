package dev.fasti.config.auth;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A directory with accounts. A text or path that is empty stands for none.
 *
 * @param servers one after the other until one answers
 * @param security of plain connections
 * @param ca the roots of the servers' certificates
 * @param bindDn who searches
 * @param bindPasswordFile the file with their password
 * @param userDn the template of the entries' names; else they are searched for
 * @param base where accounts are searched
 * @param filter how
 * @param nameAttribute what holds an account's name
 * @param displayNames what holds the name that is shown, the first that is there
 * @param groupsAttribute what holds the names of its groups
 * @param groupsBase where groups are searched
 * @param groupsFilter how
 * @param timeout for connecting, and for each answer
 * @param connections how many are kept
 */
public record LdapConfig(
        List<URI> servers,
        LdapSecurity security,
        Path ca,
        String bindDn,
        Path bindPasswordFile,
        String userDn,
        String base,
        String filter,
        String nameAttribute,
        List<String> displayNames,
        String groupsAttribute,
        String groupsBase,
        String groupsFilter,
        Duration timeout,
        int connections) {
    public LdapConfig {
        servers = List.copyOf(servers);
        displayNames = List.copyOf(displayNames);
    }

    /** Whether there is a directory at all. */
    public boolean isSet() {
        return !servers.isEmpty();
    }
}
