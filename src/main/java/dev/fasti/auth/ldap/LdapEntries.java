package dev.fasti.auth.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPInterface;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import dev.fasti.auth.LoginName;
import dev.fasti.store.MemberName;
import dev.fasti.store.Principal;
import dev.fasti.store.StoreException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.naming.ldap.Rdn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The entries of accounts and groups, found as the settings say. What a client sends is escaped. */
final class LdapEntries {
    /**
     * An account's entry.
     *
     * @param groups the names of groups that the entry itself lists
     */
    record Account(Principal who, String dn, List<String> groups) {}

    private static final Logger log = LoggerFactory.getLogger(LdapEntries.class);
    private static final String NO_ATTRIBUTE = "1.1";
    private static final String NOBODY = "cn=nobody-of-this-name";
    private static final int MOST_GROUPS = 1_000;

    private final LDAPInterface directory;
    private final LdapSettings settings;

    LdapEntries(LDAPInterface directory, LdapSettings settings) {
        this.directory = directory;
        this.settings = settings;
    }

    /** The account of a legal login; empty if there is none, or more than one. */
    Optional<Account> find(String login) throws LDAPException {
        if (settings.accounts() instanceof LdapSettings.Searched searched) {
            return search(searched, login);
        }
        String name = login.toLowerCase(Locale.ROOT);
        String template = ((LdapSettings.Named) settings.accounts()).template();
        String dn = template.replace(LdapSettings.LOGIN, Rdn.escapeValue(name));
        return Optional.of(new Account(new Principal(name), dn, List.of()));
    }

    private Optional<Account> search(LdapSettings.Searched searched, String login) throws LDAPException {
        String filter = searched.filter().replace(LdapSettings.LOGIN, Filter.encodeValue(login));
        String groups = settings.groups().attribute();
        String[] attributes =
                groups.isEmpty() ? new String[] {searched.attribute()} : new String[] {searched.attribute(), groups};
        List<SearchResultEntry> entries = search(searched.base(), filter, 2, attributes);
        if (entries.size() > 1) {
            log.error("More than one entry matches {}: nobody is logged in by it", searched.filter());
        }
        return entries.size() == 1 ? account(entries.get(0), searched.attribute()) : Optional.empty();
    }

    private Optional<Account> account(SearchResultEntry entry, String attribute) {
        String name = entry.getAttributeValue(attribute);
        if (name == null || LoginName.refusal(name).isPresent()) {
            log.error("{}: its {} is no name for an account", entry.getDN(), attribute);
            return Optional.empty();
        }
        String[] groups = settings.groups().attribute().isEmpty()
                ? null
                : entry.getAttributeValues(settings.groups().attribute());
        return Optional.of(
                new Account(new Principal(name), entry.getDN(), groups == null ? List.of() : List.of(groups)));
    }

    /** The groups of an account, by the first parts of their names. */
    Set<String> groups(Account account) throws LDAPException {
        Set<String> names = new TreeSet<>();
        account.groups().forEach(dn -> groupName(dn).ifPresent(names::add));
        LdapSettings.Groups groups = settings.groups();
        if (!groups.base().isEmpty()) {
            String filter = groups.filter()
                    .replace(LdapSettings.DN, Filter.encodeValue(account.dn()))
                    .replace(
                            LdapSettings.LOGIN, Filter.encodeValue(account.who().name()));
            for (SearchResultEntry group : search(groups.base(), filter, MOST_GROUPS, NO_ATTRIBUTE)) {
                groupName(group.getDN()).ifPresent(names::add);
            }
        }
        return names;
    }

    private List<SearchResultEntry> search(String base, String filter, int most, String... attributes)
            throws LDAPException {
        SearchRequest request = new SearchRequest(base, SearchScope.SUB, Filter.create(filter), attributes);
        request.setSizeLimit(most);
        request.setTimeLimitSeconds((int) Math.max(1, settings.timeout().toSeconds()));
        try {
            return directory.search(request).getSearchEntries();
        } catch (LDAPSearchException e) {
            if (e.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED)) {
                return e.getSearchEntries();
            }
            throw e;
        }
    }

    /** The name of an entry that there is none of, where an account could be. */
    String nobody() {
        return settings.accounts() instanceof LdapSettings.Searched searched ? NOBODY + "," + searched.base() : NOBODY;
    }

    private static Optional<String> groupName(String dn) {
        try {
            return Optional.ofNullable(new DN(dn).getRDN())
                    .map(part -> part.getAttributeValues()[0])
                    .map(MemberName::require);
        } catch (LDAPException | StoreException e) {
            log.warn("A group whose name cannot be used here is passed over: {}", dn);
            return Optional.empty();
        }
    }
}
