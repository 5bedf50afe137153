package dev.fasti.cli.migrate;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What Radicale's settings of logging in become, after those of its server.
 *
 * @param values of Radicale, by section and key
 * @param settings of Fasti
 * @param fates what is told of each of Radicale's
 * @param paths makes a path of Radicale's text
 */
record AuthTranslation(
        Map<String, String> values,
        Map<String, String> settings,
        Map<String, Fate> fates,
        Function<String, Path> paths) {
    private static final Set<String> LOOPBACK = Set.of("\"127.0.0.1\"", "\"::1\"");

    void run() {
        String type =
                text("auth.type").isEmpty() ? "denyall" : text("auth.type").toLowerCase(Locale.ROOT);
        switch (type) {
            case "htpasswd" -> carry("auth.type", "auth.type", "htpasswd");
            case "ldap" -> new LdapTranslation(values, settings, fates, paths).run();
            case "http_x_remote_user", "remote_user" -> proxy();
            case "none" -> none();
            case "denyall" -> fates.put("auth.type", Fate.carried("auth.type", "without users nobody gets in"));
            default -> drop("\"" + type + "\" is not there: make accounts with fasti user add");
        }
        if (!type.equals("ldap")) {
            values.keySet().stream()
                    .filter(key -> key.startsWith("auth.ldap_"))
                    .forEach(key -> fates.put(key, Fate.notNeeded(key, "auth.type is not ldap")));
        }
        file();
        login("auth.lc_username", "auth.lowercase");
        login("auth.strip_domain", "auth.strip_domain");
        login("auth.urldecode_username", "auth.urldecode");
        String realm = text("auth.realm");
        if (realm.matches("[ !#-\\[\\]-~]*") && !realm.isBlank()) {
            carry("auth.realm", "auth.realm", realm);
        }
        if (!text("auth.cache_logins").isEmpty()) {
            fates.put("auth.cache_logins", Fate.notNeeded("auth.cache_logins", "auth.cache_minutes is on anyway"));
        }
    }

    private void none() {
        if (settings.getOrDefault("server.host", "").equals("\"127.0.0.1\"")) {
            carry("auth.type", "auth.type", "none");
        } else {
            drop("letting everybody in is refused except on loopback: make accounts with fasti user add");
        }
    }

    /** Radicale believes whoever reaches its port. Here that is done only where none but this machine does. */
    private void proxy() {
        String host = settings.getOrDefault("server.host", "");
        if (!LOOPBACK.contains(host)) {
            drop("set auth.type = \"proxy\", and server.trusted_proxies to the proxy that is to be believed");
            return;
        }
        settings.put("auth.type", "\"proxy\"");
        settings.put("auth.proxy_header", "\"X-Remote-User\"");
        settings.put("server.trusted_proxies", "[" + host + "]");
        fates.put(
                "auth.type",
                Fate.carried(
                        "auth.type",
                        "auth.type = \"proxy\", for a proxy on this machine; it has to set X-Remote-User in every"
                                + " request"));
    }

    private void file() {
        if (values.containsKey("auth.htpasswd_filename")) {
            fates.put(
                    "auth.htpasswd_filename",
                    Fate.carried("auth.htpasswd_filename", "copied to fasti/users in the data folder"));
        }
        if (values.containsKey("auth.htpasswd_encryption")) {
            fates.put(
                    "auth.htpasswd_encryption",
                    Fate.notNeeded(
                            "auth.htpasswd_encryption",
                            "each hash says what it is; whether plain text is allowed is seen from the file"));
        }
    }

    private void login(String from, String to) {
        if (TlsTranslation.ON.contains(text(from).toLowerCase(Locale.ROOT))) {
            settings.put(to, "true");
            fates.put(from, Fate.carried(from, to + " = true"));
        }
    }

    private String text(String key) {
        return values.getOrDefault(key, "").strip();
    }

    private void carry(String from, String to, String text) {
        settings.put(to, Translation.quoted(text));
        fates.put(from, Fate.carried(from, to + " = " + Translation.quoted(text)));
    }

    private void drop(String instead) {
        fates.put("auth.type", Fate.notSupported("auth.type", instead));
    }
}
