package dev.fasti.config.key;

import dev.fasti.config.ServerConfig;
import dev.fasti.config.Switch;
import dev.fasti.config.auth.AppPasswordRule;
import dev.fasti.config.auth.AuthConfig;
import dev.fasti.config.auth.AuthType;
import dev.fasti.config.auth.LoginRule;
import dev.fasti.config.auth.PlainTextRule;
import dev.fasti.config.auth.ProxyLoginConfig;
import dev.fasti.config.auth.UserListing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The keys of the table {@code auth}. */
public final class AuthKeys {
    static final Key<AuthType> AUTH_TYPE = new Key<>(
            "auth",
            "type",
            ValueType.choice(AuthType.class),
            AuthType.HTPASSWD,
            "Where accounts come from: a users file, an LDAP directory (see [ldap]), or a reverse proxy that says in a header"
                    + " who it is. \"none\" lets anyone in under any name with any password: it is for tests, and"
                    + " refused unless server.host is a loopback address.");
    static final Key<Path> HTPASSWD_FILE = new Key<>(
            "auth",
            "htpasswd_file",
            ValueType.path("the path of a file, or empty", 0),
            Path.of(""),
            "The users file. Empty: fasti/users in the data folder. It is read again when it changes.");
    static final Key<PlainTextRule> ALLOW_PLAIN_TEXT = new Key<>(
            "auth",
            "allow_plain_text",
            ValueType.toggle(PlainTextRule.REFUSE, PlainTextRule.ALLOW),
            PlainTextRule.REFUSE,
            "Whether the users file may hold passwords that are not hashed.");
    static final Key<String> REALM = new Key<>(
            "auth",
            "realm",
            ValueType.text("printable ASCII without \" and \\, not blank", AuthConfig::isRealm),
            "Fasti",
            "What clients show when they ask for the password.");
    static final Key<UserListing> LIST_USERS = new Key<>(
            "auth",
            "list_users",
            ValueType.toggle(UserListing.REFUSE, UserListing.ALLOW),
            UserListing.ALLOW,
            "Whether everybody who has logged in may see the names of all users and groups, to share things with them."
                    + " Otherwise users see themselves and the groups they are in.");
    static final Key<Duration> CACHE_MINUTES = new Key<>(
            "auth",
            "cache_minutes",
            ValueType.minutes(1440),
            Duration.ofMinutes(15),
            "How long a verified password is remembered (keyed and hashed, in memory only), so that not every request"
                    + " pays for its hash. A changed users file ends it at once. 0: not at all.");

    static final Key<Integer> FAILED_LOGINS = new Key<>(
            "auth",
            "failed_logins",
            ValueType.integer(1, 1_000),
            10,
            "Wrong passwords from one address (IPv6: from one /64) after which the next has to wait, at first a second,"
                    + " then twice as long each time (429). Who is logged in goes on.");
    static final Key<Duration> FAILED_LOGIN_WAIT = new Key<>(
            "auth",
            "failed_login_wait",
            ValueType.duration(Duration.ZERO, Duration.ofDays(1)),
            Duration.ofMinutes(5),
            "The longest such wait. 0: nobody has to wait.");

    static final Key<AppPasswordRule> APP_PASSWORDS = new Key<>(
            "auth",
            "app_passwords",
            ValueType.choice(AppPasswordRule.class),
            AppPasswordRule.ALLOWED,
            "Passwords for single devices, made by \"fasti app-password add\", always log in. \"required\": nothing else"
                    + " does, not the account's own password either.");
    static final Key<Switch> LOWERCASE =
            kindness("lowercase", "Whether a login is taken in lower case: Alice is alice.");
    static final Key<Switch> STRIP_DOMAIN = kindness(
            "strip_domain", "Whether what a login has from its first @ on is left out: alice@example.org is alice.");
    static final Key<Switch> URLDECODE = kindness(
            "urldecode", "Whether a login is taken as part of a URL: alice%40example.org is alice@example.org.");

    static final Key<String> PROXY_HEADER = new Key<>(
            "auth",
            "proxy_header",
            ValueType.text("a header's name", AuthConfig::isHeader),
            "X-Remote-User",
            "For auth.type \"proxy\": the header in which a proxy of server.trusted_proxies says who it is. The proxy has to"
                    + " take it out of what clients send.");
    static final Key<String> PROXY_SECRET_HEADER = new Key<>(
            "auth",
            "proxy_secret_header",
            ValueType.text("a header's name, or empty", text -> text.isEmpty() || AuthConfig.isHeader(text)),
            "",
            "A header in which the proxy proves itself by the secret of auth.proxy_secret_file.");
    static final Key<Path> PROXY_SECRET_FILE = new Key<>(
            "auth",
            "proxy_secret_file",
            ValueType.path("the path of a file, or empty", 0),
            Path.of(""),
            "A file whose first line is that secret.");

    static final List<Key<?>> ALL = List.of(
            AUTH_TYPE,
            HTPASSWD_FILE,
            ALLOW_PLAIN_TEXT,
            REALM,
            CACHE_MINUTES,
            FAILED_LOGINS,
            FAILED_LOGIN_WAIT,
            APP_PASSWORDS,
            LOWERCASE,
            STRIP_DOMAIN,
            URLDECODE,
            PROXY_HEADER,
            PROXY_SECRET_HEADER,
            PROXY_SECRET_FILE,
            LIST_USERS);

    private static Key<Switch> kindness(String name, String meaning) {
        return new Key<>("auth", name, ValueType.toggle(Switch.OFF, Switch.ON), Switch.OFF, meaning);
    }

    private static Set<LoginRule> login(Settings settings) {
        Set<LoginRule> rules = EnumSet.noneOf(LoginRule.class);
        Map.of(URLDECODE, LoginRule.URLDECODE, LOWERCASE, LoginRule.LOWERCASE, STRIP_DOMAIN, LoginRule.STRIP_DOMAIN)
                .forEach((key, rule) -> {
                    if (settings.get(key) == Switch.ON) {
                        rules.add(rule);
                    }
                });
        return rules;
    }

    private AuthKeys() {}

    /** What is wrong with what is set together. */
    public static List<String> problems(Settings settings, ServerConfig server) {
        if (settings.get(AUTH_TYPE) == AuthType.NONE && !server.isLoopback()) {
            return List.of(settings.origin(AUTH_TYPE)
                    + ": auth.type \"none\" lets everybody in, so server.host must be a loopback address; it is \""
                    + server.host() + "\" (" + settings.origin(Keys.HOST) + ")");
        }
        if (settings.get(AUTH_TYPE) == AuthType.PROXY && server.trustedProxies().isEmpty()) {
            return List.of(settings.origin(AUTH_TYPE)
                    + ": auth.type \"proxy\" believes what a proxy says, so server.trusted_proxies must name it");
        }
        if (settings.get(PROXY_SECRET_HEADER).isEmpty()
                != settings.get(PROXY_SECRET_FILE).toString().isEmpty()) {
            return List.of(settings.origin(PROXY_SECRET_HEADER, PROXY_SECRET_FILE)
                    + ": auth.proxy_secret_header and auth.proxy_secret_file go together");
        }
        return LdapKeys.problems(settings);
    }

    public static AuthConfig read(Settings settings) {
        Path users = settings.get(HTPASSWD_FILE);
        boolean unset = users.toString().isEmpty();
        return new AuthConfig(
                settings.get(AUTH_TYPE),
                unset ? settings.get(Keys.DATA).resolve("fasti").resolve("users") : users,
                settings.get(ALLOW_PLAIN_TEXT),
                settings.get(REALM),
                settings.get(CACHE_MINUTES),
                settings.get(FAILED_LOGINS),
                settings.get(FAILED_LOGIN_WAIT),
                settings.get(APP_PASSWORDS),
                login(settings),
                new ProxyLoginConfig(
                        settings.get(PROXY_HEADER), settings.get(PROXY_SECRET_HEADER), settings.get(PROXY_SECRET_FILE)),
                LdapKeys.read(settings),
                settings.get(LIST_USERS));
    }
}
