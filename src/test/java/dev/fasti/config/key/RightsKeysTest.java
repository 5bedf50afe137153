package dev.fasti.config.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fasti.config.ConfigException;
import dev.fasti.config.RightsConfig;
import dev.fasti.config.RightsType;
import dev.fasti.config.read.ConfigReader;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RightsKeysTest {
    @Test
    @DisplayName("Without a word, owners have their own and nothing else; a file goes with the type that reads it")
    void together() {
        assertThat(ConfigReader.defaults().rights()).isEqualTo(new RightsConfig(RightsType.OWNER_ONLY, Path.of("")));
        assertThat(ConfigReader.read(Map.of("FASTI_RIGHTS_TYPE", "file", "FASTI_RIGHTS_FILE", "r"), Map.of())
                        .rights())
                .isEqualTo(new RightsConfig(RightsType.FILE, Path.of("r")));
    }

    @Test
    @DisplayName("The one without the other, or a type with the wrong dash, is refused")
    void alone() {
        assertThat(problem(Map.of("FASTI_RIGHTS_TYPE", "file"))).contains("needs rights.file");
        assertThat(problem(Map.of("FASTI_RIGHTS_FILE", "r"))).contains("of no use");
        assertThat(problem(Map.of("FASTI_RIGHTS_TYPE", "owner_only"))).contains("\"owner-only\"");
    }

    private static String problem(Map<String, String> environment) {
        ConfigException wrong =
                catchThrowableOfType(ConfigException.class, () -> ConfigReader.read(environment, Map.of()));
        assertThat(wrong.problems()).hasSize(1);
        return wrong.problems().get(0);
    }
}
