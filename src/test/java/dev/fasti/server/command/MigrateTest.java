package dev.fasti.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.config.Config;
import dev.fasti.config.LogLevel;
import dev.fasti.config.auth.AuthType;
import dev.fasti.config.auth.LdapConfig;
import dev.fasti.config.auth.LdapSecurity;
import dev.fasti.config.auth.LoginRule;
import dev.fasti.config.auth.PlainTextRule;
import dev.fasti.config.read.ConfigReader;
import dev.fasti.server.fixture.CommandLineTool;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.TestServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("fasti migrate radicale")
class MigrateTest {
    @TempDir
    Path temporary;

    private final CommandLineTool fasti = new CommandLineTool();
    private Path storage;
    private Path data;
    private Path out;
    private Path config;

    @BeforeEach
    void radicale() throws IOException {
        storage = temporary.resolve("collections");
        data = temporary.resolve("data");
        out = temporary.resolve("fasti.toml");
        config = temporary.resolve("config");
        Path calendar = storage.resolve("collection-root/alice/calendar");
        Files.createDirectories(calendar.resolve(".Radicale.cache/item"));
        Files.writeString(calendar.resolve(".Radicale.props"), "{\"tag\": \"VCALENDAR\"}");
        Files.writeString(calendar.resolve("a.ics"), Items.event("a"));
        Files.writeString(storage.resolve(".Radicale.lock"), "");
        Files.createDirectories(storage.resolve("collection-root/bob"));
        Files.createSymbolicLink(storage.resolve("collection-root/bob/shared"), calendar);
        Files.writeString(temporary.resolve("users"), "alice:secret-a\n");
        Files.writeString(
                config,
                "[server]\nhosts = 0.0.0.0:5299\nmax_connections = 20\ntimeout = 0\nssl = True\n"
                        + "certificate = /etc/ssl/own.pem\ncertificate_authority = /etc/ssl/ca.pem\n"
                        + "[auth]\ntype = htpasswd\nhtpasswd_filename = " + temporary.resolve("users")
                        + "\nhtpasswd_encryption = plain\nrealm = My \\ own\nldap_uri = ldap://x\nlc_username = True\n"
                        + "[storage]\nfilesystem_folder = " + storage + "\nhook = git commit\n"
                        + "[logging]\nlevel = warning\n[headers]\nX-Frame-Options = DENY\n[odd]\nkey = 1\n");
    }

    private static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path path : found.toList()) {
                String name = folder.relativize(path).toString();
                all.put(name, Files.isRegularFile(path) ? Files.readString(path) : "");
            }
        }
        return all;
    }

    @Test
    @DisplayName("A copy is served with the same accounts, collections and links, and Radicale's folder is untouched")
    void copied() throws IOException {
        Map<String, String> before = contents(storage);
        fasti.done("migrate", "radicale", "--config", config.toString(), "--data", data.toString(), "--out", "" + out);
        assertThat(contents(storage)).isEqualTo(before);
        Config migrated = ConfigReader.read(out, Map.of(), Map.of());
        assertThat(migrated.server().host()).isEqualTo("0.0.0.0");
        assertThat(migrated.server().port()).isEqualTo(5299);
        assertThat(migrated.limits().maxConnections()).isEqualTo(20);
        assertThat(migrated.auth().type()).isEqualTo(AuthType.HTPASSWD);
        assertThat(migrated.auth().plainText()).isEqualTo(PlainTextRule.ALLOW);
        assertThat(migrated.logging().level()).isEqualTo(LogLevel.WARN);
        assertThat(migrated.storage().data()).isEqualTo(data);
        assertThat(data.resolve("collection-root/alice/calendar/.Radicale.cache"))
                .doesNotExist();
        assertThat(Files.readSymbolicLink(data.resolve("collection-root/bob/shared")))
                .isEqualTo(Path.of("../alice/calendar"));
        assertThat(data.resolve("fasti/users")).hasContent("alice:secret-a");
        try (TestServer server = TestServer.start(data)) {
            assertThat(server.alice().send("GET", "/alice/calendar/a.ics").body())
                    .isEqualTo(Items.event("a"));
            server.bob().send("GET", "/bob/shared/a.ics").expect(200);
        }
        assertThat(fasti.failed(
                        "migrate", "radicale", "--config", config.toString(), "--data", "" + data, "--out", out + "2"))
                .contains("holds collections already");
    }

    @Test
    @DisplayName(
            "Every key is told: carried, not needed, or not supported with what to do instead; a dry run does nothing")
    void fates() throws IOException {
        Map<String, String> before = contents(temporary);
        fasti.done(
                "migrate",
                "radicale",
                "--config",
                config.toString(),
                "--data",
                "" + data,
                "--out",
                "" + out,
                "--dry-run");
        assertThat(contents(temporary)).isEqualTo(before);
        assertThat(fasti.lines())
                .contains(
                        "server.hosts: carried: server.host and server.port",
                        "server.max_connections: carried: limits.max_connections = 20",
                        "server.ssl: carried: the server speaks TLS itself",
                        "server.certificate: carried: tls.certificate = \"/etc/ssl/own.pem\"",
                        "server.key: carried: tls.key = \"/etc/ssl/radicale.key.pem\"",
                        "server.certificate_authority: carried: tls.client_ca = \"/etc/ssl/ca.pem\"",
                        "client_certificates = \"need\"",
                        "storage.hook: not supported: earlier versions are kept by Fasti itself; fasti backup makes"
                                + " copies",
                        "headers.x-frame-options: not supported: let the reverse proxy add this header",
                        "odd.key: not supported: Fasti has no such setting",
                        "port = 5299");
        assertThat(fasti.lines().stream().filter(line -> line.matches("[a-z]+\\.[a-z0-9_-]+: .*")))
                .hasSize(19);
        assertThat(fasti.err()).contains("plain text");
    }

    @Test
    @DisplayName("In place, Radicale's folder becomes the data folder, with its accounts in it")
    void inPlace() throws IOException {
        fasti.done("migrate", "radicale", "--config", config.toString(), "--in-place", "--out", out.toString());
        assertThat(ConfigReader.read(out, Map.of(), Map.of()).storage().data()).isEqualTo(storage);
        assertThat(storage.resolve("fasti/users")).hasContent("alice:secret-a");
        assertThat(storage.resolve("collection-root/alice/calendar/a.ics")).hasContent(Items.event("a"));
    }

    @Test
    @DisplayName("A wrong configuration, a missing folder and an output that exists are refused by name")
    void refused() throws IOException {
        assertThat(fasti.failed("migrate", "radicale", "--config", config.toString(), "--out", "" + out))
                .contains("--in-place");
        Files.writeString(out, "mine");
        assertThat(fasti.failed("migrate", "radicale", "--config", config.toString(), "--in-place", "--out", "" + out))
                .contains("exists already");
        assertThat(out).hasContent("mine");
        Files.writeString(config, "[auth]\ntype\n");
        assertThat(fasti.failed("migrate", "radicale", "--config", config.toString(), "--in-place"))
                .contains("line 2");
        Files.writeString(config, "[storage]\nfilesystem_folder = " + temporary.resolve("none"));
        assertThat(fasti.failed("migrate", "radicale", "--config", config.toString(), "--in-place", "--out", out + "2"))
                .contains("collection-root");
    }

    private Config migrated(String text) throws IOException {
        Files.writeString(config, text + "[storage]\nfilesystem_folder = " + storage + "\n");
        fasti.done("migrate", "radicale", "--config", "" + config, "--data", "" + data, "--out", "" + out);
        return ConfigReader.read(out, Map.of(), Map.of());
    }

    @Test
    @DisplayName("An LDAP directory is carried with its search, its groups and the file with its password")
    void ldap() throws IOException {
        Config migrated = migrated("[auth]\ntype = ldap\nldap_uri = ldap://dir.example.org\nldap_security = tls\n"
                + "ldap_base = ou=people,dc=example\nldap_filter = (&(objectClass=person)(mail={0}))\n"
                + "ldap_reader_dn = cn=reader\nldap_secret_file = /etc/secret\nldap_groups_attribute = memberOf\n"
                + "ldap_group_members_attribute = member\nldap_group_filter = (cn=f*)\nlc_username = True\n");
        assertThat(migrated.auth().type()).isEqualTo(AuthType.LDAP);
        assertThat(migrated.auth().login()).containsExactly(LoginRule.LOWERCASE);
        LdapConfig ldap = migrated.auth().ldap();
        assertThat(ldap.servers()).containsExactly(URI.create("ldaps://dir.example.org"));
        assertThat(ldap.base()).isEqualTo("ou=people,dc=example");
        assertThat(ldap.filter()).isEqualTo("(&(objectClass=person)(mail={login}))");
        assertThat(ldap.nameAttribute()).isEqualTo("mail");
        assertThat(ldap.bindDn()).isEqualTo("cn=reader");
        assertThat(ldap.bindPasswordFile()).isEqualTo(Path.of("/etc/secret"));
        assertThat(ldap.groupsAttribute()).isEqualTo("memberOf");
        assertThat(ldap.groupsBase()).isEqualTo("ou=people,dc=example");
        assertThat(ldap.groupsFilter()).isEqualTo("(&(cn=f*)(member={dn}))");
    }

    @Test
    @DisplayName("A directory's password in the configuration is told, and printed or written nowhere")
    void ldapSecret() throws IOException {
        Config migrated = migrated("[auth]\ntype = ldap\nldap_base = dc=example\nldap_security = starttls\n"
                + "ldap_reader_dn = cn=reader\nldap_secret = s3cr3t\nldap_ssl_verify_mode = NONE\n");
        assertThat(migrated.auth().ldap().security()).isEqualTo(LdapSecurity.START_TLS);
        assertThat(migrated.auth().ldap().nameAttribute()).isEqualTo("cn");
        assertThat(migrated.auth().ldap().bindDn()).isEmpty();
        assertThat(out).content().doesNotContain("s3cr3t");
        assertThat(String.join("\n", fasti.lines()))
                .contains("auth.ldap_secret: not supported: write the password into a file of its own")
                .contains("auth.ldap_ssl_verify_mode: not supported: certificates are always checked")
                .doesNotContain("s3cr3t");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http_x_remote_user", "remote_user"})
    @DisplayName("A proxy that says who it is is believed on loopback; elsewhere it has to be named first")
    void proxy(String type) throws IOException {
        Config migrated = migrated("[auth]\ntype = " + type + "\n");
        assertThat(migrated.auth().type()).isEqualTo(AuthType.PROXY);
        assertThat(migrated.auth().proxy().header()).isEqualTo("X-Remote-User");
        assertThat(migrated.server().trustedProxies()).hasToString("[127.0.0.1/32]");
        out = temporary.resolve("second.toml");
        data = temporary.resolve("second");
        assertThat(migrated("[server]\nhosts = 0.0.0.0:5232\n[auth]\ntype = " + type + "\n")
                        .auth()
                        .type())
                .isEqualTo(AuthType.HTPASSWD);
        assertThat(fasti.lines()).anyMatch(line -> line.startsWith("auth.type: not supported: set auth.type"));
    }

    @ParameterizedTest
    @CsvSource({"plain,ALLOW", "autodetect,ALLOW", "'',ALLOW", "md5,REFUSE", "bcrypt,REFUSE", "sha256,REFUSE"})
    @DisplayName("What is no hash lets in only whom it has let in: not where Radicale expects hashes of one kind")
    void plainText(String encryption, PlainTextRule rule) throws IOException {
        Files.writeString(temporary.resolve("users"), "alice:$apr1$44mqiZLU$910AyjoPLo82HZTSUfetm1\nlocked:!\n");
        String key = encryption.isEmpty() ? "" : "htpasswd_encryption = " + encryption + "\n";
        Config migrated =
                migrated("[auth]\ntype = htpasswd\nhtpasswd_filename = " + temporary.resolve("users") + "\n" + key);
        assertThat(migrated.auth().plainText()).isEqualTo(rule);
        assertThat(fasti.err()).contains("plain text");
    }
}
