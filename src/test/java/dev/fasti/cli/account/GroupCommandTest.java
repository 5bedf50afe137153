package dev.fasti.cli.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.cli.Fasti;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("fasti group")
class GroupCommandTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        out.reset();
        err.reset();
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--data", folder.toString()));
        return Fasti.run(
                all.toArray(String[]::new),
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of());
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("add, members, list and remove work on the groups file in the data folder")
    void editsTheFile() throws IOException {
        assertThat(run("group", "add", "staff", "alice", "zoë@example.org")).isZero();
        assertThat(said()).isEqualTo("group staff: alice, zoë@example.org\n");
        assertThat(run("group", "add", "empty")).isZero();
        assertThat(run("group", "members", "staff")).isZero();
        assertThat(said()).isEqualTo("alice\nzoë@example.org\n");
        assertThat(run("group", "list")).isZero();
        assertThat(said()).isEqualTo("staff: alice, zoë@example.org\nempty: \n");
        assertThat(run("group", "remove", "staff", "alice")).isZero();
        assertThat(run("group", "remove", "empty")).isZero();
        assertThat(Files.readString(folder.resolve("fasti/groups"))).isEqualTo("staff: zoë@example.org\n");
    }

    @Test
    @DisplayName("what cannot be done is said, with exit code 1; a bad line is named by list")
    void refuses() throws IOException {
        assertThat(run("group", "remove", "none")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("there is no group none\n");
        assertThat(run("group", "members", "none")).isEqualTo(1);
        assertThat(run("group", "add", "a:b", "alice")).isEqualTo(1);
        Files.createDirectories(folder.resolve("fasti"));
        Files.writeString(folder.resolve("fasti/groups"), "oops\nstaff: bob\n");
        assertThat(run("group", "list")).isZero();
        assertThat(said()).isEqualTo("staff: bob\n");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("groups:1: skipped: no colon after a name");
    }
}
