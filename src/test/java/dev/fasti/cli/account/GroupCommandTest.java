package dev.fasti.cli.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.CommandLineTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("fasti group")
class GroupCommandTest {
    @TempDir
    Path folder;

    private final CommandLineTool fasti = new CommandLineTool();

    private int run(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--data", folder.toString()));
        return fasti.run(all.toArray(String[]::new));
    }

    @Test
    @DisplayName("add, members, list and remove work on the groups file in the data folder")
    void editsTheFile() throws IOException {
        assertThat(run("group", "add", "staff", "alice", "zoë@example.org")).isZero();
        assertThat(fasti.out()).isEqualTo("group staff: alice, zoë@example.org\n");
        assertThat(run("group", "add", "empty")).isZero();
        assertThat(run("group", "members", "staff")).isZero();
        assertThat(fasti.out()).isEqualTo("alice\nzoë@example.org\n");
        assertThat(run("group", "list")).isZero();
        assertThat(fasti.out()).isEqualTo("staff: alice, zoë@example.org\nempty: \n");
        assertThat(run("group", "remove", "staff", "alice")).isZero();
        assertThat(run("group", "remove", "empty")).isZero();
        assertThat(Files.readString(folder.resolve("fasti/groups"))).isEqualTo("staff: zoë@example.org\n");
    }

    @Test
    @DisplayName("what cannot be done is said, with exit code 1; a bad line is named by list")
    void refuses() throws IOException {
        assertThat(run("group", "remove", "none")).isEqualTo(1);
        assertThat(fasti.err()).isEqualTo("there is no group none\n");
        assertThat(run("group", "members", "none")).isEqualTo(1);
        assertThat(run("group", "add", "a:b", "alice")).isEqualTo(1);
        Files.createDirectories(folder.resolve("fasti"));
        Files.writeString(folder.resolve("fasti/groups"), "oops\nstaff: bob\n");
        assertThat(run("group", "list")).isZero();
        assertThat(fasti.out()).isEqualTo("staff: bob\n");
        assertThat(fasti.err()).contains("groups:1: skipped: no colon after a name");
    }
}
