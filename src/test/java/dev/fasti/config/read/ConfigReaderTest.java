package dev.fasti.config.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fasti.config.CidrBlock;
import dev.fasti.config.Config;
import dev.fasti.config.ConfigException;
import dev.fasti.config.LogLevel;
import dev.fasti.config.ServerConfig;
import dev.fasti.config.auth.AuthType;
import dev.fasti.config.auth.PlainTextRule;
import dev.fasti.config.key.Keys;
import dev.fasti.config.key.LoggingKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigReaderTest {
    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("fasti.toml"), text);
    }

    private Config read(String text) throws IOException {
        return ConfigReader.read(file(text), Map.of(), Map.of());
    }

    private List<String> problems(String text) throws IOException {
        Path file = file(text);
        return problems(() -> ConfigReader.read(file, Map.of(), Map.of()));
    }

    private static List<String> problems(org.assertj.core.api.ThrowableAssert.ThrowingCallable reading) {
        return catchThrowableOfType(ConfigException.class, reading).problems();
    }

    private static List<String> environmentProblems(Map<String, String> environment) {
        return problems(() -> ConfigReader.read(environment, Map.of()));
    }

    @Test
    @DisplayName("Nothing set: loopback, port 5232, ./data, htpasswd in the data folder")
    void defaults() {
        Config config = ConfigReader.defaults();
        assertThat(config.server().host()).isEqualTo("127.0.0.1");
        assertThat(config.server().port()).isEqualTo(5232);
        assertThat(config.server().trustedProxies()).isEmpty();
        assertThat(config.storage().data()).isEqualTo(Path.of("./data"));
        assertThat(config.auth().type()).isEqualTo(AuthType.HTPASSWD);
        assertThat(config.auth().htpasswdFile()).isEqualTo(Path.of("./data/fasti/users"));
        assertThat(config.auth().plainText()).isEqualTo(PlainTextRule.REFUSE);
        assertThat(config.limits().maxResourceSize()).isEqualTo(10_000_000);
        assertThat(config.logging().level()).isEqualTo(LogLevel.INFO);
    }

    @Test
    @DisplayName("Every table of a file is read")
    void file() throws IOException {
        Config config = read("""
                [server]
                host = "::1"
                port = 0
                base_path = "/dav/home"
                trusted_proxies = ["10.1.2.3/8", "::1"]
                shutdown_grace = "2m"
                [storage]
                data = "/srv/fasti"
                [auth]
                type = "none"
                allow_plain_text = true
                cache_minutes = 0
                [limits]
                max_resource_size = "2 MiB"
                max_request_body = "1GB"
                [logging]
                level = "warn"
                [logging.levels]
                dev.fasti.dav = "debug"
                "org.eclipse.jetty" = "off"
                """);
        assertThat(config.server())
                .isEqualTo(new ServerConfig(
                        "::1",
                        0,
                        "/dav/home",
                        List.of(CidrBlock.parse("10.0.0.0/8"), CidrBlock.parse("::1/128")),
                        Duration.ofMinutes(2),
                        Duration.ofSeconds(30)));
        assertThat(config.auth().htpasswdFile()).isEqualTo(Path.of("/srv/fasti/fasti/users"));
        assertThat(config.auth().plainText()).isEqualTo(PlainTextRule.ALLOW);
        assertThat(config.auth().cacheTime()).isZero();
        assertThat(config.limits().maxResourceSize()).isEqualTo(2_097_152);
        assertThat(config.limits().maxRequestBody()).isEqualTo(1_000_000_000);
        assertThat(config.logging())
                .isEqualTo(LoggingKeys.levels(
                        LogLevel.WARN, Map.of("dev.fasti.dav", LogLevel.DEBUG, "org.eclipse.jetty", LogLevel.OFF)));
    }

    @Test
    @DisplayName("A flag beats the environment, which beats the file, which beats the default")
    void order() throws IOException {
        Path file = file("server.port = 1\nserver.host = \"localhost\"\nstorage.data = \"a\"\n");
        Map<String, String> environment = Map.of("FASTI_SERVER_PORT", "2", "FASTI_SERVER_HOST", "127.0.0.2");
        Config config = ConfigReader.read(file, environment, Map.of(Keys.PORT, "3"));
        assertThat(config.server().port()).isEqualTo(3);
        assertThat(config.server().host()).isEqualTo("127.0.0.2");
        assertThat(config.storage().data()).isEqualTo(Path.of("a"));
        assertThat(config.server().idleTimeout()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    @DisplayName("Lists, switches and levels can be given by the environment")
    void environment() {
        Config config = ConfigReader.read(
                Map.of(
                        "FASTI_SERVER_TRUSTED_PROXIES", "10.0.0.1, fd00::/8",
                        "FASTI_AUTH_ALLOW_PLAIN_TEXT", "true",
                        "FASTI_LOGGING_LEVELS", "dev.fasti.auth=trace, io.milton=error",
                        "FASTI_LIMITS_MAX_XML_BODY", "5MB",
                        "PATH", "/bin"),
                Map.of());
        assertThat(config.server().trustedProxies())
                .containsExactly(CidrBlock.parse("10.0.0.1"), CidrBlock.parse("fd00::/8"));
        assertThat(config.auth().plainText()).isEqualTo(PlainTextRule.ALLOW);
        assertThat(config.logging().levels())
                .isEqualTo(Map.of("dev.fasti.auth", LogLevel.TRACE, "io.milton", LogLevel.ERROR));
        assertThat(config.limits().maxXmlBody()).isEqualTo(5_000_000);
    }

    @ParameterizedTest
    @CsvSource({
        "server.prot, server.port",
        "port, server.port",
        "server.data, storage.data",
        "limits.max_ressource_size, limits.max_resource_size",
        "Server.Port, server.port",
        "auth.htpasswd_filename, auth.htpasswd_file"
    })
    @DisplayName("An unknown key stops the start with file, line and the nearest known key")
    void unknownKey(String unknown, String known) throws IOException {
        assertThat(problems("# a comment\n\n" + unknown + " = 1\n"))
                .containsExactly(
                        folder.resolve("fasti.toml") + ":3: unknown key " + unknown + "; did you mean " + known + "?");
    }

    @Test
    @DisplayName("An unknown table and a key where a table belongs are named")
    void unknownTable() throws IOException {
        Path file = folder.resolve("fasti.toml");
        assertThat(problems("[sever]\n")).singleElement().asString().startsWith(file + ":1: unknown key sever;");
        assertThat(problems("\nserver = 1\n"))
                .containsExactly(file + ":2: server must be a table, written as [server]");
        assertThat(problems("[server.tls]\ncert = 1\n"))
                .singleElement()
                .asString()
                .startsWith(file + ":1: unknown key server.tls; did you mean ");
        assertThat(problems("[[auth]]\ntype = \"none\"\n"))
                .singleElement()
                .asString()
                .contains("auth must be a table");
    }

    @Test
    @DisplayName("An unknown FASTI_ variable is named with the nearest known one")
    void unknownVariable() {
        assertThat(environmentProblems(Map.of("FASTI_PROT", "1", "FASTI_SERVER_PROT", "1")))
                .containsExactly(
                        "unknown variable FASTI_PROT in the environment; did you mean FASTI_SERVER_PORT?",
                        "unknown variable FASTI_SERVER_PROT in the environment; did you mean FASTI_SERVER_PORT?");
    }

    @Test
    @DisplayName("Variables that Kubernetes makes for a service called fasti are no mistake")
    void serviceLinks() {
        Map<String, String> environment = Map.of(
                "FASTI_SERVICE_HOST", "10.0.0.1",
                "FASTI_SERVICE_PORT", "5232",
                "FASTI_SERVICE_PORT_HTTP", "5232",
                "FASTI_PORT", "tcp://10.0.0.1:5232",
                "FASTI_PORT_5232_TCP_ADDR", "10.0.0.1",
                "FASTI_CONFIG", "elsewhere");
        assertThat(ConfigReader.read(environment, Map.of())).isEqualTo(ConfigReader.defaults());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "server.port = \"http\"",
                "server.port = 65536",
                "server.port = -1",
                "server.port = 1.5",
                "server.port = true",
                "server.host = \"\"",
                "server.host = \"0.0.0.0:80\"",
                "server.host = \"[]\"",
                "server.host = \"a b\"",
                "server.base_path = \"dav\"",
                "server.base_path = \"/dav/\"",
                "server.base_path = \"/../dav\"",
                "server.trusted_proxies = [\"proxy.example\"]",
                "server.trusted_proxies = [\"10.0.0.0/33\"]",
                "server.trusted_proxies = [1]",
                "server.trusted_proxies = 1",
                "server.idle_timeout = 0",
                "server.idle_timeout = \"5 fortnights\"",
                "server.idle_timeout = \"99999999999999999d\"",
                "storage.data = \"\"",
                "storage.data = \"a\\u0000b\"",
                "storage.data = \"~/data\"",
                "tls.key = \"~\"",
                "auth.type = \"kerberos\"",
                "auth.type = \"NONE\"",
                "auth.allow_plain_text = \"yes\"",
                "auth.realm = \"a\\\"b\"",
                "auth.cache_minutes = 1441",
                "limits.max_resource_size = 0",
                "limits.max_resource_size = \"10XB\"",
                "limits.max_resource_size = 2000-01-01",
                "logging.level = \"loud\"",
                "logging.levels = { \"dev fasti\" = \"info\" }",
                "logging.levels = { dev.fasti = 1 }"
            })
    @DisplayName("A wrong value is named with file, line and what is allowed")
    void wrongValue(String line) throws IOException {
        String key = line.substring(0, line.indexOf(' '));
        assertThat(problems("\n" + line + "\n"))
                .singleElement()
                .asString()
                .startsWith(folder.resolve("fasti.toml") + ":2: " + key + " must be ")
                .doesNotContain("\n");
    }

    @Test
    @DisplayName("A byte order mark in front of the file does not matter")
    void byteOrderMark() throws IOException {
        assertThat(read("\ufeff[server]\nport = 1\n").server().port()).isEqualTo(1);
    }

    @Test
    @DisplayName("All problems are told at once, each with its origin")
    void allProblems() throws IOException {
        Path file = file("server.port = \"x\"\nserver.prot = 1\n");
        assertThat(problems(() -> ConfigReader.read(file, Map.of("FASTI_SERVER_PORT", "y"), Map.of(Keys.PORT, "z"))))
                .satisfiesExactly(
                        p -> assertThat(p).startsWith(file + ":1: server.port must be an integer from 0 to 65535"),
                        p -> assertThat(p).startsWith(file + ":2: unknown key"),
                        p -> assertThat(p)
                                .startsWith("FASTI_SERVER_PORT: server.port must be")
                                .endsWith("\"y\""),
                        p -> assertThat(p)
                                .startsWith("--port: server.port must be")
                                .endsWith("\"z\""));
    }

    @Test
    @DisplayName("auth none starts on loopback only, whatever sets the two")
    void noneOnLoopback() throws IOException {
        for (String host : List.of("127.0.0.1", "127.9.9.9", "::1", "[::1]", "localhost")) {
            assertThat(read("auth.type = \"none\"\nserver.host = \"" + host + "\"\n")
                            .auth()
                            .type())
                    .isEqualTo(AuthType.NONE);
        }
        for (String host : List.of("0.0.0.0", "::", "192.168.1.1", "localhost.example", "example.org")) {
            Path file = file("auth.type = \"none\"\n");
            assertThat(problems(() -> ConfigReader.read(file, Map.of("FASTI_SERVER_HOST", host), Map.of())))
                    .singleElement()
                    .asString()
                    .startsWith(file + ":1: ")
                    .contains("loopback", host, "FASTI_SERVER_HOST");
        }
    }

    @Test
    @DisplayName("An item larger than a request body may be is no configuration")
    void bodies() throws IOException {
        assertThat(problems("limits.max_request_body = 100\n"))
                .hasSize(2)
                .allMatch(p -> p.contains("max_request_body"));
    }
}
