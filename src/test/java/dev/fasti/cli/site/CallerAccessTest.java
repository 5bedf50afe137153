package dev.fasti.cli.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fasti.cli.Fasti;
import dev.fasti.cli.control.OwnStreams;
import dev.fasti.cli.frame.CommandFailure;
import dev.fasti.cli.frame.ConfigOptions;
import dev.fasti.cli.frame.ExitCode;
import dev.fasti.cli.frame.PasswordSource;
import dev.fasti.cli.frame.Terminal;
import dev.fasti.cli.serve.RunningServer;
import dev.fasti.cli.site.SiteAccess.SiteWork;
import dev.fasti.config.Config;
import dev.fasti.config.read.ConfigReader;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.path.CollectionPath;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A command that needs the open folder")
class CallerAccessTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Map<String, String> environment() {
        return Map.of("FASTI_STORAGE_DATA", folder.resolve("data").toString(), "FASTI_SERVER_PORT", "0");
    }

    private Config config() {
        return ConfigReader.read(environment(), Map.of());
    }

    private SiteAccess access(Duration patience, String... arguments) {
        InputStream in = new ByteArrayInputStream("input".getBytes(StandardCharsets.UTF_8));
        Terminal terminal = new Terminal(
                in,
                new PrintStream(out, true),
                new PrintStream(err, true),
                environment(),
                PasswordSource.firstLine(in));
        return new CallerAccess(terminal, List.of(arguments), patience);
    }

    @Test
    @DisplayName("opens it itself where nobody has it, and lets go of it, whatever becomes of the command")
    void alone() throws Exception {
        Files.createDirectories(folder.resolve("data/collection-root"));
        SiteAccess access = access(Duration.ZERO, "x");
        SiteWork work = (site, streams) -> {
            site.store().create(CollectionPath.of("zoë"), CollectionKind.PLAIN, Map.of());
            streams.in().transferTo(streams.out());
            streams.err().print("fürwahr");
            streams.requireWanted();
            return 5;
        };
        assertThat(access.run(new ConfigOptions(), work)).isEqualTo(5);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("input");
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("fürwahr");
        assertThatThrownBy(() -> access.run(new ConfigOptions(), work)).hasMessageContaining("zoë exists already");
        try (OpenSite site = OpenSite.open(config())) {
            assertThat(site.store().homes()).containsExactly("zoë");
        }
    }

    @Test
    @DisplayName("makes no folder where there is none: it may be a wrong path")
    void noFolder() throws Exception {
        assertThatThrownBy(() -> access(Duration.ZERO, "x").run(new ConfigOptions(), (site, streams) -> 0))
                .isInstanceOf(CommandFailure.class)
                .hasMessageStartingWith("there is no data folder here: " + folder.resolve("data"));
        Files.createDirectory(folder.resolve("data"));
        assertThatThrownBy(() -> access(Duration.ZERO, "x").run(new ConfigOptions(), (site, streams) -> 0))
                .isInstanceOf(CommandFailure.class);
        assertThat(folder.resolve("data")).isEmptyDirectory();
    }

    @Test
    @DisplayName("says who has the folder where that process takes no commands")
    void locked() {
        try (OpenSite other = OpenSite.open(config())) {
            assertThat(other.store().homes()).isEmpty();
            assertThatThrownBy(() -> access(Duration.ofMillis(100), "x").run(new ConfigOptions(), (site, streams) -> 0))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("is in use by this process, which takes no commands");
        }
    }

    @Test
    @DisplayName("runs in the server that has it, with the streams that the caller's part gives it")
    void inServer() throws Exception {
        try (RunningServer server = RunningServer.start(config(), Fasti::runInServer)) {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            int code = access(Duration.ZERO, "status", "--json", "--data", "elsewhere")
                    .run(
                            new ConfigOptions(),
                            (terminal, work) ->
                                    work.run(new OwnStreams(InputStream.nullInputStream(), file, terminal.err())),
                            (site, streams) -> {
                                throw new AssertionError("runs here");
                            });
            assertThat(code).isZero();
            assertThat(out.size()).isZero();
            assertThat(file.toString(StandardCharsets.UTF_8))
                    .contains("\"running\":true", server.uri().toString());
        }
    }

    @Test
    @DisplayName("is refused by a server that knows no such command, as by the command line")
    void unknown() throws Exception {
        try (RunningServer server = RunningServer.start(config(), Fasti::runInServer)) {
            assertThat(server.uri()).isNotNull();
            for (String command : List.of("serve", "user", "nonsense")) {
                assertThat(access(Duration.ZERO, command).run(new ConfigOptions(), (site, streams) -> 0))
                        .isEqualTo(ExitCode.WRONG_USAGE);
                assertThat(err.toString(StandardCharsets.UTF_8)).contains("Unmatched argument at index 0: '" + command);
            }
        }
    }
}
