package dev.fasti.cli.doctor.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.CommandLineTool;
import dev.fasti.server.fixture.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
    @TempDir
    Path folder;

    private final CommandLineTool fasti = new CommandLineTool(Map.of("FASTI_AUTH_ALLOW_PLAIN_TEXT", "true"));

    private int doctor(String input, String... more) {
        String[] args = new String[more.length + 3];
        args[0] = "doctor";
        args[1] = "--data";
        args[2] = folder.resolve("data").toString();
        System.arraycopy(more, 0, args, 3, more.length);
        return fasti.run(input.getBytes(StandardCharsets.UTF_8), args);
    }

    private String said() {
        return fasti.out() + fasti.err();
    }

    @Test
    @DisplayName("without a folder and users it fails with 1, each finding with its fix, and makes nothing")
    void nothing() {
        assertThat(doctor("")).isEqualTo(1);
        assertThat(said())
                .contains("fail  folder       there is no folder", "fix: name the right one with --data")
                .contains("fail  users        there is no", "fix: fasti user add NAME");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    @DisplayName(
            "a secret that cannot be read is a finding of the configuration, and the rest is looked at all the same")
    void missingSecret() throws IOException {
        Path config = Files.writeString(folder.resolve("fasti.toml"), """
                [server]
                trusted_proxies = ["127.0.0.1"]
                [auth]
                type = "proxy"
                proxy_secret_header = "X-Proof"
                proxy_secret_file = "%s"
                """.formatted(folder.resolve("none")));
        assertThat(doctor("", "--config", config.toString())).isEqualTo(1);
        assertThat(said()).contains("fail  config ", folder.resolve("none").toString(), "fix: correct it");
    }

    @Test
    @DisplayName(
            "beside a running server, and from outside with a login, it ends with 0 and harms nothing; --json is one line")
    void running() throws IOException {
        try (TestServer server = TestServer.start(folder.resolve("data"))) {
            assertThat(server.alice().send("OPTIONS", "/alice/").status()).isEqualTo(200);
            String url = server.uri().toString();
            assertThat(doctor("secret-a\n", "--url", url, "--user", "alice"))
                    .as(said())
                    .isZero();
            assertThat(said())
                    .contains("ok    server       Fasti ", ", and is ready", "ok    login        alice is let in")
                    .contains("warn  users        bob has a password in plain text", "fix: fasti user passwd bob")
                    .doesNotContain("secret-a", "secret-b");
            assertThat(doctor("", "--json")).isZero();
            assertThat(said())
                    .startsWith("{\"ok\":true,\"failures\":0,")
                    .endsWith("]}\n")
                    .hasLineCount(1);
            assertThat(doctor("wrong\n", "--url", url, "--user", "alice")).isEqualTo(1);
            assertThat(server.alice().send("OPTIONS", "/alice/").status()).isEqualTo(200);
        }
        assertThat(doctor("")).isZero();
        assertThat(said()).contains("ok    server       none runs on");
    }

    @Test
    @DisplayName("a wrong configuration is a finding for each problem; flags that need a URL say so")
    void wrong() throws IOException {
        Path file = Files.writeString(folder.resolve("fasti.toml"), "[server]\nporf = 1\n");
        assertThat(doctor("", "--config", file.toString())).isEqualTo(1);
        assertThat(said()).contains("fail  config       " + file + ":2: unknown key server.porf", "fasti check-config");
        assertThat(doctor("", "--user", "alice")).isEqualTo(1);
        assertThat(said()).contains("--user and --domain go with --url");
        assertThat(doctor("", "--url", "cal.example.org")).isEqualTo(1);
        assertThat(said()).contains("is not a URL such as https://cal.example.org/");
        assertThat(doctor("x\n", "--url", "http://cal.example.org/", "--user", "alice"))
                .isEqualTo(1);
        assertThat(said()).contains("over http the password can be read on its way");
    }
}
