package dev.fasti.cli.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.CommandLineTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("fasti app-password")
class AppPasswordCommandTest {
    @TempDir
    Path folder;

    private CommandLineTool fasti = new CommandLineTool();

    @BeforeEach
    void account() throws IOException {
        Files.createDirectories(folder.resolve("fasti"));
        Files.writeString(
                folder.resolve("fasti/users"), "alice:$2y$05$3OJuB1DDlJY3MpRQKTZ4A.TcI3/KNRxoN3GyljtFhwHypH1AWlO1q\n");
    }

    private int run(String... args) {
        List<String> all = new ArrayList<>(args[0].equals("user") ? List.of() : List.of("app-password"));
        all.addAll(List.of(args));
        all.addAll(List.of("--data", folder.toString()));
        return fasti.run(all.toArray(String[]::new));
    }

    @Test
    @DisplayName("add prints the secret and nothing else, once; list tells the rest; revoke ends it")
    void works() {
        assertThat(run("add", "alice", "phone")).isZero();
        assertThat(fasti.out()).matches("[a-z2-9]{4}(-[a-z2-9]{4}){6}\n");
        assertThat(run(
                        "add",
                        "alice",
                        "wall",
                        "--read-only",
                        "--collection",
                        "/alice/work/",
                        "--expires",
                        "2999-12-31"))
                .isZero();
        assertThat(run("list", "alice")).isZero();
        assertThat(fasti.out())
                .isEqualTo("alice\tphone\tread-write\tnever expires\tnot used yet\n"
                        + "alice\twall\tread-only /alice/work\texpires 3000-01-01T00:00:00Z\tnot used yet\n");
        assertThat(run("list", "bob")).isZero();
        assertThat(fasti.out()).isEmpty();
        assertThat(run("revoke", "alice", "phone")).isZero();
        assertThat(run("list")).isZero();
        assertThat(fasti.out()).startsWith("alice\twall").hasLineCount(1);
    }

    @Test
    @DisplayName("what cannot be done is said, with exit code 1, and changes nothing")
    void refuses() {
        assertThat(run("add", "bob", "phone")).isEqualTo(1);
        assertThat(fasti.err()).contains("there is no user bob");
        assertThat(run("add", "alice", "phone", "--expires", "soon")).isEqualTo(1);
        assertThat(run("add", "alice", "phone", "--expires", "2020-01-01")).isEqualTo(1);
        assertThat(run("add", "alice", "phone", "--collection", "/")).isEqualTo(1);
        assertThat(run("revoke", "alice", "phone")).isEqualTo(1);
        assertThat(folder.resolve("fasti/app-passwords")).doesNotExist();
        assertThat(run("list")).isZero();
        assertThat(fasti.out()).isEmpty();
    }

    @Test
    @DisplayName("where accounts are elsewhere, fasti user says so, and app passwords are made for any login")
    void accountsElsewhere() {
        fasti = new CommandLineTool(Map.of("FASTI_AUTH_TYPE", "proxy", "FASTI_SERVER_TRUSTED_PROXIES", "127.0.0.1"));
        assertThat(run("user", "list")).isEqualTo(1);
        assertThat(fasti.err()).contains("auth.type is \"proxy\"");
        assertThat(run("user", "add", "bob")).isEqualTo(1);
        assertThat(run("user", "remove", "alice")).isEqualTo(1);
        assertThat(run("add", "bob", "phone")).isZero();
        assertThat(run("revoke", "bob", "phone")).isZero();
    }
}
