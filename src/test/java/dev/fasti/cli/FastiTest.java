package dev.fasti.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.auth.htpasswd.HtpasswdAuthenticator;
import dev.fasti.auth.htpasswd.PlainText;
import dev.fasti.cli.frame.PasswordSource;
import dev.fasti.cli.frame.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FastiTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream outOctets = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errOctets = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(outOctets, true, StandardCharsets.UTF_8);
    private final PrintStream err = new PrintStream(errOctets, true, StandardCharsets.UTF_8);
    private final Map<String, String> environment = new HashMap<>();

    private int run(String input, String... args) {
        outOctets.reset();
        errOctets.reset();
        byte[] in = input.getBytes(StandardCharsets.UTF_8);
        return Fasti.run(args, new ByteArrayInputStream(in), out, err, environment);
    }

    private int asked(List<String> answers, String... args) {
        outOctets.reset();
        errOctets.reset();
        Deque<String> rest = new ArrayDeque<>(answers);
        PasswordSource passwords = PasswordSource.prompted(question -> {
            err.print(question);
            return rest.isEmpty() ? null : rest.pop().toCharArray();
        });
        return Fasti.run(args, new Terminal(new ByteArrayInputStream(new byte[0]), out, err, environment, passwords));
    }

    private String out() {
        return outOctets.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return errOctets.toString(StandardCharsets.UTF_8);
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private boolean letsIn(String login, String password) {
        Path file = folder.resolve("data/fasti/users");
        return new HtpasswdAuthenticator(file, PlainText.REFUSED, Duration.ZERO, Clock.systemUTC())
                .authenticate(login, password)
                .isPresent();
    }

    @Test
    @DisplayName("user add, list, passwd and remove work on the users file in the data folder")
    void users() {
        assertThat(run("se cret\n", "user", "add", "zoë", "--data", data())).isZero();
        assertThat(out()).isEqualTo("user zoë added\n");
        assertThat(err()).startsWith(data() + " did not exist: ").hasLineCount(1);
        assertThat(letsIn("zoë", "se cret")).isTrue();
        assertThat(run("two\r\nthree\n", "user", "add", "bob", "--data", data()))
                .isZero();
        assertThat(err()).isEmpty();
        assertThat(letsIn("bob", "two")).isTrue();
        assertThat(run("", "user", "list", "--data", data())).isZero();
        assertThat(out()).isEqualTo("zoë\nbob\n");
        assertThat(run("pässwörd", "user", "passwd", "bob", "--data", data())).isZero();
        assertThat(letsIn("bob", "pässwörd")).isTrue();
        assertThat(letsIn("bob", "two")).isFalse();
        assertThat(run("", "user", "remove", "zoë", "--data", data())).isZero();
        assertThat(out()).startsWith("user zoë removed;");
        assertThat(run("", "user", "list", "--data", data())).isZero();
        assertThat(out()).isEqualTo("bob\n");
    }

    @Test
    @DisplayName("At a terminal the password is asked for twice, and both must be the same")
    void prompt() {
        assertThat(asked(List.of("secret", "secret"), "user", "add", "bob", "--data", data()))
                .isZero();
        assertThat(err()).startsWith("New password of bob: Again: ");
        assertThat(letsIn("bob", "secret")).isTrue();
        assertThat(asked(List.of("a", "b"), "user", "passwd", "bob", "--data", data()))
                .isEqualTo(1);
        assertThat(err()).contains("the two passwords differ");
        assertThat(asked(List.of(), "user", "passwd", "bob", "--data", data())).isEqualTo(1);
        assertThat(err()).contains("no password was given");
        assertThat(letsIn("bob", "secret")).isTrue();
    }

    @Test
    @DisplayName("A failure is exit code 1 with its reason; nobody is asked for a password in vain")
    void failures() {
        assertThat(run("secret\n", "user", "add", "bob", "--data", data())).isZero();
        assertThat(asked(List.of("x", "x"), "user", "add", "bob", "--data", data()))
                .isEqualTo(1);
        assertThat(err()).isEqualTo("user bob exists already\n");
        assertThat(asked(List.of("x", "x"), "user", "passwd", "eve", "--data", data()))
                .isEqualTo(1);
        assertThat(err()).isEqualTo("there is no user eve\n");
        assertThat(run("", "user", "remove", "eve", "--data", data())).isEqualTo(1);
        assertThat(run("", "user", "add", "eve", "--data", data())).isEqualTo(1);
        assertThat(err()).isEqualTo("the password is empty\n");
        assertThat(run("\n", "user", "add", "eve", "--data", data())).isEqualTo(1);
        assertThat(run("x\n", "user", "add", "../eve", "--data", data())).isEqualTo(1);
        assertThat(err()).startsWith("this name cannot be used: ");
        assertThat(run("x\n", "user", "add", "ev\ufffd", "--data", data())).isEqualTo(1);
        assertThat(err()).contains("LC_ALL");
        assertThat(out()).isEmpty();
    }

    @Test
    @DisplayName("A data folder that is a file is a failure with its path, not a stack trace")
    void unusableFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("data"), "");
        assertThat(run("x\n", "user", "add", "bob", "--data", file.toString())).isEqualTo(1);
        assertThat(err()).contains(file.toString()).hasLineCount(1);
    }

    @Test
    @DisplayName("user list names the lines that are skipped, on standard error and without their content")
    void skippedLines() throws IOException {
        Path users = Files.createDirectories(folder.resolve("data/fasti")).resolve("users");
        Files.writeString(users, "bob:secret\n");
        assertThat(run("", "user", "list", "--data", data())).isZero();
        assertThat(out()).isEmpty();
        assertThat(err()).startsWith(users + ":1: a password in plain text").doesNotContain("secret", "bob:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "--nonsense",
                "--port",
                "--port x",
                "serve --port 1 2",
                "user",
                "user add",
                "user add a b",
                "user frobnicate a",
                "user list --port 1",
                "check-config x",
                "--data x user list"
            })
    @DisplayName("Wrong usage is exit code 2, said on standard error")
    void wrongUsage(String line) {
        assertThat(run("", line.split(" "))).isEqualTo(2);
        assertThat(err()).containsPattern("Usage: fasti|Did you mean: fasti");
        assertThat(out()).isEmpty();
    }

    @Test
    @DisplayName("A wrong configuration is exit code 78 for every command, one line a problem")
    void wrongConfiguration() throws IOException {
        Path file = Files.writeString(folder.resolve("fasti.toml"), "[server]\nprot = 1\n");
        String problem = file + ":2: unknown key server.prot; did you mean server.port?\n";
        for (String command : List.of("serve", "check-config", "verify", "user list", "user add bob", "--port 0")) {
            String[] args = (command + " --config " + file).split(" ");
            assertThat(run("x\n", args)).as(command).isEqualTo(78);
            assertThat(err()).isEqualTo(problem);
            assertThat(out()).isEmpty();
        }
        environment.put("FASTI_CONFIG", file.toString());
        assertThat(run("", "check-config")).isEqualTo(78);
        assertThat(err()).isEqualTo(problem);
        environment.clear();
        environment.put("FASTI_SERVER_PROT", "1");
        assertThat(run("")).isEqualTo(78);
        environment.clear();
        assertThat(run("", "--config", folder.resolve("missing").toString())).isEqualTo(78);
        assertThat(run("", "--port", "65536")).isEqualTo(78);
        assertThat(err()).startsWith("--port: ");
        environment.put("FASTI_AUTH_TYPE", "none");
        assertThat(run("", "check-config")).isZero();
        assertThat(run("", "serve", "--host", "0.0.0.0")).isEqualTo(78);
        assertThat(err()).contains("loopback");
    }

    @Test
    @DisplayName("check-config says what a start would use")
    void checkConfig() throws IOException {
        Path file = Files.writeString(folder.resolve("fasti.toml"), "[server]\nport = 1\n");
        assertThat(run("", "check-config", "--config", file.toString(), "--data", data()))
                .isZero();
        assertThat(out()).contains("The configuration with " + file + " is right.", "port 1", data());
        assertThat(err()).isEmpty();
    }

    @Test
    @DisplayName("check-config looks into the certificates and secrets that the configuration names")
    void checkConfigOfFiles() throws IOException {
        Path none = folder.resolve("none.pem");
        environment.put("FASTI_TLS_CERTIFICATE", none.toString());
        environment.put("FASTI_TLS_KEY", none.toString());
        assertThat(run("", "check-config")).isEqualTo(78);
        assertThat(err()).isEqualTo(none + " cannot be read: no such file or folder\n");
        environment.clear();
        environment.putAll(Map.of(
                "FASTI_AUTH_TYPE", "ldap",
                "FASTI_LDAP_URL", "ldaps://127.0.0.1:1",
                "FASTI_LDAP_BASE", "dc=example",
                "FASTI_LDAP_BIND_DN", "cn=fasti",
                "FASTI_LDAP_BIND_PASSWORD_FILE", none.toString()));
        assertThat(run("", "check-config")).isEqualTo(78);
        assertThat(err()).isEqualTo(none + ": the secret cannot be read: no such file or folder\n");
        environment.remove("FASTI_LDAP_BASE");
        assertThat(run("", "check-config")).isEqualTo(78);
        assertThat(err()).isEqualTo("FASTI_LDAP_URL: either ldap.user_dn or ldap.base has to be set\n");
    }

    @Test
    @DisplayName("help is what --help is, of the whole and of a command")
    void help() {
        assertThat(run("", "help")).isZero();
        assertThat(out()).contains("Usage: fasti ", "check-config");
        assertThat(run("", "help", "history", "restore")).isZero();
        assertThat(out()).contains("Usage: fasti history restore ");
    }

    @Test
    @DisplayName("user list says where it has looked if there is no users file")
    void noUsersFile() {
        assertThat(run("", "user", "list", "--data", data())).isZero();
        assertThat(err()).isEqualTo(folder.resolve("data/fasti/users") + ": no such file, so nobody can log in\n");
        assertThat(out()).isEmpty();
    }

    @Test
    @DisplayName("--version prints the version of the build, --help the commands")
    void version() {
        assertThat(run("", "--version")).isZero();
        assertThat(out()).matches("fasti \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\n");
        assertThat(run("", "--help")).isZero();
        assertThat(out()).contains("serve", "user", "check-config", "verify");
        assertThat(run("", "user", "--help")).isZero();
        assertThat(out()).contains("add", "list", "passwd", "remove");
    }

    @Test
    @DisplayName("Without a configuration file no TOML library is loaded, and without a password no hash")
    void startUpWeight() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.fasti.cli.Fasti",
                        "check-config")
                .redirectErrorStream(true)
                .start();
        String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(log)
                .contains("dev.fasti.config.read.ConfigReader")
                .doesNotContain("org.tomlj", "com.password4j", "org.apache.commons.codec");
    }
}
