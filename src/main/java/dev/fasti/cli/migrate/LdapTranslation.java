package dev.fasti.cli.migrate;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Radicale's settings of an LDAP directory become, where it takes its accounts from there.
 *
 * @param values of Radicale, by section and key
 * @param settings of Fasti
 * @param fates what is told of each of Radicale's
 * @param paths makes a path of Radicale's text
 */
record LdapTranslation(
        Map<String, String> values,
        Map<String, String> settings,
        Map<String, Fate> fates,
        Function<String, Path> paths) {
    private static final Pattern SERVER = Pattern.compile("(ldaps?)://([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:]+])(:\\d+)?/?");
    private static final Pattern ATTRIBUTE = Pattern.compile("([A-Za-z][A-Za-z0-9-]*)=\\{0}");

    void run() {
        Matcher server = SERVER.matcher(text("uri", "ldap://localhost"));
        String filter = text("filter", "(cn={0})");
        Matcher attribute = ATTRIBUTE.matcher(filter);
        if (!server.matches() || text("base", "").isEmpty() || !attribute.find()) {
            fates.put(
                    "auth.type",
                    Fate.notSupported(
                            "auth.type",
                            "it takes one server, a base and a filter with {0} to carry: set auth.type and [ldap]"));
            return;
        }
        settings.put("auth.type", "\"ldap\"");
        fates.put("auth.type", Fate.carried("auth.type", "auth.type = \"ldap\""));
        security(server);
        carry("base", "ldap.base", text("base", ""));
        carry("filter", "ldap.filter", filter.replace("{0}", "{login}"));
        carry("user_attribute", "ldap.name_attribute", text("user_attribute", attribute.group(1)));
        reader();
        groups();
        tell("ignore_attribute_create_modify_timestamp", "entries are read only");
    }

    private void security(Matcher server) {
        String security = text("security", "none").toLowerCase(Locale.ROOT);
        boolean isTls = security.equals("tls")
                || TlsTranslation.ON.contains(text("use_ssl", "").toLowerCase(Locale.ROOT));
        String port = server.group(3) == null ? "" : server.group(3);
        carry("uri", "ldap.url", (isTls ? "ldaps" : server.group(1)) + "://" + server.group(2) + port);
        if (security.equals("starttls") && !isTls) {
            settings.put("ldap.start_tls", "true");
            carried("security", "ldap.start_tls = true");
        } else {
            carried("security", "the scheme of ldap.url");
        }
        carried("use_ssl", "the scheme of ldap.url");
        if (!text("ssl_ca_file", "").isEmpty()) {
            String file = Translation.quoted(paths.apply(text("ssl_ca_file", "")));
            settings.put("ldap.ca_file", file);
            carried("ssl_ca_file", "ldap.ca_file = " + file);
        }
        if (text("ssl_verify_mode", "REQUIRED").equalsIgnoreCase("REQUIRED")) {
            tell("ssl_verify_mode", "certificates are always checked");
        } else {
            refuse("ssl_verify_mode", "certificates are always checked: set ldap.ca_file");
        }
    }

    /** A password stays in the file in which it is; it is never written into the configuration. */
    private void reader() {
        String file = text("secret_file", "");
        if (file.isEmpty()) {
            String instead = "write the password into a file of its own, and set ldap.bind_dn and"
                    + " ldap.bind_password_file; until then, nobody in particular searches";
            if (!text("reader_dn", "").isEmpty()) {
                refuse("reader_dn", instead);
                refuse("secret", instead);
            }
        } else if (!text("reader_dn", "").isEmpty()) {
            carry("reader_dn", "ldap.bind_dn", text("reader_dn", ""));
            String path = Translation.quoted(paths.apply(file));
            settings.put("ldap.bind_password_file", path);
            carried("secret_file", "ldap.bind_password_file = " + path);
            tell("secret", "auth.ldap_secret_file is used");
        }
    }

    private void groups() {
        if (!text("groups_attribute", "").isEmpty()) {
            carry("groups_attribute", "ldap.groups_attribute", text("groups_attribute", ""));
        }
        String members = text("group_members_attribute", "");
        if (members.isEmpty()) {
            tell("group_base", "without auth.ldap_group_members_attribute it is not used");
            tell("group_filter", "without auth.ldap_group_members_attribute it is not used");
            return;
        }
        carry("group_base", "ldap.groups_base", text("group_base", text("base", "")));
        String member = "(" + members + "={dn})";
        String filter = text("group_filter", "");
        carry(
                "group_members_attribute",
                "ldap.groups_filter",
                filter.isEmpty() ? member : "(&" + filter + member + ")");
        carried("group_filter", "a part of ldap.groups_filter");
    }

    private String text(String name, String fallback) {
        String text = values.getOrDefault("auth.ldap_" + name, "").strip();
        return text.isEmpty() ? fallback : text;
    }

    private void carry(String from, String to, String text) {
        settings.put(to, Translation.quoted(text));
        carried(from, to + " = " + Translation.quoted(text));
    }

    private void carried(String name, String note) {
        put(name, Fate.carried("auth.ldap_" + name, note));
    }

    private void tell(String name, String reason) {
        put(name, Fate.notNeeded("auth.ldap_" + name, reason));
    }

    private void refuse(String name, String instead) {
        put(name, Fate.notSupported("auth.ldap_" + name, instead));
    }

    private void put(String name, Fate fate) {
        if (values.containsKey("auth.ldap_" + name)) {
            fates.put("auth.ldap_" + name, fate);
        }
    }
}
