package dev.fasti.cli.login;

import dev.fasti.auth.Profile;
import dev.fasti.auth.ldap.LdapAuthenticator;
import dev.fasti.auth.ldap.LdapSettings;
import dev.fasti.config.ConfigException;
import dev.fasti.config.auth.AuthConfig;
import dev.fasti.config.auth.LdapConfig;
import dev.fasti.config.auth.LdapSecurity;
import dev.fasti.machine.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The directory that the configuration names. Apart, so that nothing of it is loaded where there is none. */
final class LdapAccounts {
    private static final Logger log = LoggerFactory.getLogger(LdapAccounts.class);

    private LdapAccounts() {}

    /** @throws ConfigException if a file that it names cannot be read */
    static LdapAuthenticator of(AuthConfig auth, Clock clock, Consumer<Profile> profiles) {
        LdapConfig ldap = auth.ldap();
        boolean isPlain = ldap.security() == LdapSecurity.AS_IT_IS
                && ldap.servers().stream().anyMatch(server -> "ldap".equals(server.getScheme()));
        if (isPlain) {
            log.warn("Passwords go to the directory in the clear: use ldaps://, or ldap.start_tls");
        }
        try {
            return new LdapAuthenticator(settings(ldap), auth.cacheTime(), clock, profiles);
        } catch (IOException e) {
            throw new ConfigException(
                    List.of(ldap.ca() + ": the roots of certificates cannot be used: " + Reason.of(e)));
        }
    }

    private static LdapSettings settings(LdapConfig ldap) {
        LdapSettings.Accounts accounts = ldap.userDn().isEmpty()
                ? new LdapSettings.Searched(ldap.base(), ldap.filter(), ldap.nameAttribute())
                : new LdapSettings.Named(ldap.userDn());
        return new LdapSettings(
                ldap.servers(),
                ldap.security() == LdapSecurity.START_TLS
                        ? LdapSettings.Security.START_TLS
                        : LdapSettings.Security.AS_IT_IS,
                isEmpty(ldap.ca()) ? null : ldap.ca(),
                ldap.bindDn().isEmpty()
                        ? null
                        : new LdapSettings.Service(ldap.bindDn(), SecretFile.read(ldap.bindPasswordFile())),
                accounts,
                ldap.displayNames(),
                new LdapSettings.Groups(ldap.groupsAttribute(), ldap.groupsBase(), ldap.groupsFilter()),
                ldap.timeout(),
                ldap.connections());
    }

    private static boolean isEmpty(Path path) {
        return path.toString().isEmpty();
    }
}
