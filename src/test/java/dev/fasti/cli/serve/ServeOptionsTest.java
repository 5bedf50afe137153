package dev.fasti.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.config.Config;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServeOptionsTest {
    @Test
    @DisplayName("A plain start is read without picocli: serve or nothing, flags with their values")
    void plain() {
        ServeOptions options = ServeOptions.plain(
                        List.of("serve", "--data", "/srv/My data", "--port=8080", "--host", "::1", "--config=f.toml"))
                .orElseThrow();
        assertThat(options.file(Map.of())).contains(Path.of("f.toml"));
        Config config = ServeOptions.plain(List.of("--data=/srv/My data", "--port", "8080", "--host", "::1"))
                .orElseThrow()
                .read(Map.of());
        assertThat(config.storage().data()).isEqualTo(Path.of("/srv/My data"));
        assertThat(config.server().port()).isEqualTo(8080);
        assertThat(config.server().host()).isEqualTo("::1");
        assertThat(ServeOptions.plain(List.of())).isPresent();
        assertThat(ServeOptions.plain(List.of("serve"))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status",
                "serve --help",
                "--help",
                "-V",
                "serve --nonsense x",
                "--port",
                "--port x",
                "--port 99999999999",
                "--data --port",
                "--data a --data b",
                "--data=",
                "serve serve",
                "--data \"a\"",
                "--data @file",
                "--data ${x}",
                "user add alice --data x",
                "--port -1",
                "@file"
            })
    @DisplayName("Everything else is left to picocli, which explains mistakes")
    void notPlain(String line) {
        assertThat(ServeOptions.plain(List.of(line.split(" ")))).isEmpty();
    }
}
