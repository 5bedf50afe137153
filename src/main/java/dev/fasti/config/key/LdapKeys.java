package dev.fasti.config.key;

import dev.fasti.config.auth.AuthType;
import dev.fasti.config.auth.LdapConfig;
import dev.fasti.config.auth.LdapSecurity;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The keys of the table {@code ldap}. */
final class LdapKeys {
    static final Key<String> URL = text(
            "url",
            "The directory for auth.type \"ldap\": ldap:// or ldaps://, a host, and a port if it is not the usual one."
                    + " Several with spaces between them are tried one after the other.");
    static final Key<LdapSecurity> START_TLS = new Key<>(
            "ldap",
            "start_tls",
            ValueType.toggle(LdapSecurity.AS_IT_IS, LdapSecurity.START_TLS),
            LdapSecurity.AS_IT_IS,
            "Whether a connection by ldap:// is made secure by StartTLS before anything else is said.");
    static final Key<Path> CA_FILE =
            path("ca_file", "The roots, in PEM, of the directory's certificates. Empty: those that Java knows.");
    static final Key<String> BIND_DN =
            text("bind_dn", "Who searches, by the full name of the entry. Empty: nobody in particular.");
    static final Key<Path> BIND_PASSWORD_FILE =
            path("bind_password_file", "A file whose first line is the password that goes with ldap.bind_dn.");
    static final Key<String> USER_DN = text(
            "user_dn",
            "Where no search is needed: the full name of an account's entry, such as"
                    + " \"uid={login},ou=people,dc=example,dc=org\".");
    static final Key<String> BASE =
            text("base", "Else: where accounts are searched, such as \"ou=people,dc=example,dc=org\".");
    static final Key<String> FILTER = text("filter", "(uid={login})", "And how, such as \"(mail={login})\".");
    static final Key<String> NAME_ATTRIBUTE = text(
            "name_attribute", "uid", "What in a found entry is the user's name here, whatever was typed to find it.");
    static final Key<String> DISPLAY_NAME = text(
            "display_name",
            "displayName cn",
            "What in an account's entry is shown as the user's name where the user has set none: the first of these that"
                    + " is there. Empty: nothing.");
    static final Key<String> GROUPS_ATTRIBUTE = text(
            "groups_attribute",
            "What in a found entry names the user's groups, such as \"memberOf\". Groups are called by the first part of"
                    + " their names, and known once one of their members has logged in.");
    static final Key<String> GROUPS_BASE = text("groups_base", "Where groups are searched. Empty: they are not.");
    static final Key<String> GROUPS_FILTER =
            text("groups_filter", "(member={dn})", "And how: by the {dn} or the {login} of a member.");
    static final Key<Duration> TIMEOUT = new Key<>(
            "ldap",
            "timeout",
            ValueType.duration(Duration.ofMillis(100), Duration.ofMinutes(5)),
            Duration.ofSeconds(5),
            "How long a server may take to let us connect, and to answer.");
    static final Key<Integer> CONNECTIONS =
            new Key<>("ldap", "connections", ValueType.integer(1, 1_000), 8, "Connections that are kept.");

    static final List<Key<?>> ALL = List.of(
            URL,
            START_TLS,
            CA_FILE,
            BIND_DN,
            BIND_PASSWORD_FILE,
            USER_DN,
            BASE,
            FILTER,
            NAME_ATTRIBUTE,
            DISPLAY_NAME,
            GROUPS_ATTRIBUTE,
            GROUPS_BASE,
            GROUPS_FILTER,
            TIMEOUT,
            CONNECTIONS);

    private LdapKeys() {}

    private static Key<String> text(String name, String meaning) {
        return text(name, "", meaning);
    }

    private static Key<String> text(String name, String fallback, String meaning) {
        return new Key<>("ldap", name, ValueType.text("text", any -> true), fallback, meaning);
    }

    private static Key<Path> path(String name, String meaning) {
        return new Key<>("ldap", name, ValueType.path("the path of a file, or empty", 0), Path.of(""), meaning);
    }

    /** What is wrong with what is set together. */
    static List<String> problems(Settings settings) {
        AuthType type = settings.get(AuthKeys.AUTH_TYPE);
        if (type != AuthType.LDAP && settings.get(URL).isEmpty()) {
            return List.of();
        }
        if (type != AuthType.LDAP && type != AuthType.PROXY) {
            return List.of(settings.origin(URL) + ": ldap.url is of no use without auth.type \"ldap\" or \"proxy\"");
        }
        List<String> problems = new ArrayList<>();
        if (settings.get(URL).isBlank()) {
            problems.add(settings.origin(AuthKeys.AUTH_TYPE) + ": auth.type \"ldap\" needs ldap.url");
        }
        words(settings.get(URL))
                .filter(word -> !isServer(word))
                .forEach(word -> problems.add(
                        settings.origin(URL) + ": ldap.url holds what is neither ldap:// nor ldaps:// and a host"));
        if (settings.get(USER_DN).isEmpty() == settings.get(BASE).isEmpty()) {
            problems.add(settings.origin(BASE, USER_DN, URL, AuthKeys.AUTH_TYPE)
                    + ": either ldap.user_dn or ldap.base has to be set");
        }
        require(settings, USER_DN, problems, "{login}");
        require(settings, FILTER, problems, "{login}");
        require(settings, GROUPS_FILTER, problems, "{dn}", "{login}");
        if (settings.get(BIND_DN).isEmpty()
                != settings.get(BIND_PASSWORD_FILE).toString().isEmpty()) {
            problems.add(settings.origin(BIND_DN, BIND_PASSWORD_FILE)
                    + ": ldap.bind_dn and ldap.bind_password_file go together");
        }
        return problems;
    }

    private static void require(Settings settings, Key<String> key, List<String> problems, String... marks) {
        String text = settings.get(key);
        if (!text.isEmpty() && Stream.of(marks).noneMatch(text::contains)) {
            problems.add(settings.origin(key) + ": " + key.path() + " needs " + String.join(" or ", marks));
        }
    }

    private static Stream<String> words(String text) {
        return Stream.of(text.strip().split("\\s+")).filter(word -> !word.isEmpty());
    }

    private static boolean isServer(String word) {
        try {
            URI uri = URI.create(word);
            return ("ldap".equals(uri.getScheme()) || "ldaps".equals(uri.getScheme())) && uri.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    static LdapConfig read(Settings settings) {
        return new LdapConfig(
                words(settings.get(URL)).map(URI::create).toList(),
                settings.get(START_TLS),
                settings.get(CA_FILE),
                settings.get(BIND_DN),
                settings.get(BIND_PASSWORD_FILE),
                settings.get(USER_DN),
                settings.get(BASE),
                settings.get(FILTER),
                settings.get(NAME_ATTRIBUTE),
                words(settings.get(DISPLAY_NAME)).toList(),
                settings.get(GROUPS_ATTRIBUTE),
                settings.get(GROUPS_BASE),
                settings.get(GROUPS_FILTER),
                settings.get(TIMEOUT),
                settings.get(CONNECTIONS));
    }
}
