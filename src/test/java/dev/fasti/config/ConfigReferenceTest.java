package dev.fasti.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.config.key.Keys;
import dev.fasti.config.key.Settings;
import dev.fasti.config.read.ConfigReader;
import dev.fasti.config.read.TomlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ConfigReferenceTest {
    private static final Path SAMPLE = Path.of("config/fasti.toml");
    private static final Path PAGE = Path.of("docs/configuration.md");

    @BeforeAll
    static void update() throws IOException {
        if (Boolean.getBoolean("fasti.update")) {
            Files.createDirectories(Path.of("config"));
            Files.createDirectories(Path.of("docs"));
            Files.writeString(SAMPLE, ConfigReference.sample());
            Files.writeString(PAGE, ConfigReference.page());
        }
    }

    @Test
    @DisplayName("The sample file is exactly the defaults")
    void sampleIsDefaults() {
        assertThat(ConfigReader.read(SAMPLE, Map.of(), Map.of())).isEqualTo(ConfigReader.defaults());
    }

    @Test
    @DisplayName("The sample file sets every key, each in its table")
    void sampleNamesEveryKey() {
        Settings settings = new Settings();
        TomlFile.read(SAMPLE).into(settings);
        assertThat(settings.problems()).isEmpty();
        assertThat(Keys.ALL).allSatisfy(key -> assertThat(settings.origin(key)).startsWith("config/fasti.toml:"));
    }

    @Test
    @DisplayName("Sample file and page are up to date with the table of keys (-Dfasti.update=true writes them)")
    void upToDate() {
        assertThat(SAMPLE).hasContent(ConfigReference.sample());
        assertThat(PAGE).hasContent(ConfigReference.page());
    }

    @Test
    @DisplayName("The page names every key and its variable")
    void pageNamesEveryKey() {
        assertThat(Keys.ALL)
                .allSatisfy(key -> assertThat(PAGE).content().contains("| `" + key.name() + "` |", key.variable()));
    }
}
