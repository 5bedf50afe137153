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
import dev.fasti.auth.Profile;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.path.MemberName;
import dev.fasti.store.path.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
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
     * @param displayName what it calls somebody; empty if it does not say
     */
    record Account(Principal who, String dn, List<String> groups, String displayName) {}

    private static final Logger log = LoggerFactory.getLogger(LdapEntries.class);
    private static final String NO_ATTRIBUTE = "1.1";
    private static final String ANY = "(objectClass=*)";
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
        return Optional.of(new Account(new Principal(name), dn, List.of(), ""));
    }

    private Optional<Account> search(LdapSettings.Searched searched, String login) throws LDAPException {
        String filter = searched.filter().replace(LdapSettings.LOGIN, Filter.encodeValue(login));
        List<String> attributes = new ArrayList<>(settings.displayNames());
        attributes.add(searched.attribute());
        String groups = settings.groups().attribute();
        if (!groups.isEmpty()) {
            attributes.add(groups);
        }
        List<SearchResultEntry> entries =
                search(searched.base(), SearchScope.SUB, filter, 2, attributes.toArray(String[]::new));
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
        return Optional.of(new Account(
                new Principal(name), entry.getDN(), groups == null ? List.of() : List.of(groups), displayName(entry)));
    }

    /** What the directory knows of an account. */
    Profile profile(Account account) throws LDAPException {
        boolean isUnread = settings.accounts() instanceof LdapSettings.Named;
        return new Profile(
                account.who(), groups(account), isUnread ? displayName(account.dn()) : account.displayName());
    }

    private String displayName(SearchResultEntry entry) {
        return settings.displayNames().stream()
                .map(entry::getAttributeValue)
                .filter(Objects::nonNull)
                .map(LdapEntries::line)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** Of an entry that nobody has searched for; empty where those who search may not read it. */
    private String displayName(String dn) throws LDAPException {
        if (settings.displayNames().isEmpty()) {
            return "";
        }
        try {
            return search(dn, SearchScope.BASE, ANY, 1, settings.displayNames().toArray(String[]::new)).stream()
                    .findFirst()
                    .map(this::displayName)
                    .orElse("");
        } catch (LDAPException e) {
            if (e.getResultCode().isConnectionUsable()) {
                log.debug("{} cannot be read: {}", dn, e.getResultCode());
                return "";
            }
            throw e;
        }
    }

    /** One line of what XML can hold. */
    private static String line(String text) {
        return text.replaceAll("[\\p{Cntrl}\\uFFFE\\uFFFF]", " ").strip();
    }

    /** The groups of an account, by the first parts of their names. */
    private Set<String> groups(Account account) throws LDAPException {
        Set<String> names = new TreeSet<>();
        account.groups().forEach(dn -> groupName(dn).ifPresent(names::add));
        LdapSettings.Groups groups = settings.groups();
        if (!groups.base().isEmpty()) {
            String filter = groups.filter()
                    .replace(LdapSettings.DN, Filter.encodeValue(account.dn()))
                    .replace(
                            LdapSettings.LOGIN, Filter.encodeValue(account.who().name()));
            for (SearchResultEntry group : search(groups.base(), SearchScope.SUB, filter, MOST_GROUPS, NO_ATTRIBUTE)) {
                groupName(group.getDN()).ifPresent(names::add);
            }
        }
        return names;
    }

    private List<SearchResultEntry> search(
            String base, SearchScope scope, String filter, int most, String... attributes) throws LDAPException {
        SearchRequest request = new SearchRequest(base, scope, Filter.create(filter), attributes);
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
