package dev.fasti.config.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fasti.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TomlFileTest {
    @TempDir
    Path folder;

    private static List<String> problems(Path file) {
        return catchThrowableOfType(ConfigException.class, () -> TomlFile.read(file))
                .problems();
    }

    private List<String> problems(String text) throws IOException {
        return problems(Files.writeString(folder.resolve("fasti.toml"), text));
    }

    @Test
    @DisplayName("A file that is missing, a folder, not UTF-8 or too large is named")
    void unreadable() throws IOException {
        Path missing = folder.resolve("none.toml");
        assertThat(problems(missing)).containsExactly(missing + ": no such file");
        assertThatThrownBy(() -> TomlFile.read(folder)).isInstanceOf(ConfigException.class);
        Path latin = Files.write(folder.resolve("latin.toml"), new byte[] {'#', (byte) 0xe4});
        assertThat(problems(latin)).containsExactly(latin + ": not UTF-8");
        Path large = Files.writeString(folder.resolve("large.toml"), "#".repeat(1 << 21));
        assertThat(problems(large)).singleElement().asString().contains("larger than");
    }

    @Test
    @DisplayName("What is not TOML is named with its line; nesting without end is an error like others")
    void malformed() throws IOException {
        Path file = folder.resolve("fasti.toml");
        assertThat(problems("[server]\nport = \n")).first().asString().startsWith(file + ":2: ");
        assertThat(problems("[server]\nport = 1\nport = 2\n"))
                .first()
                .asString()
                .startsWith(file + ":3: ");
        assertThat(problems("a = " + "[".repeat(100_000))).first().asString().startsWith(file.toString());
    }
}
