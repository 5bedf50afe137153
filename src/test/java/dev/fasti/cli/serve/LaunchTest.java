package dev.fasti.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.cli.Fasti;
import dev.fasti.config.Config;
import dev.fasti.config.key.Keys;
import dev.fasti.config.read.ConfigReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LaunchTest {
    private static Config config(String data) {
        return ConfigReader.read(Map.of(), Map.of(Keys.DATA, data));
    }

    @Test
    @DisplayName("The command that adds a user names this program, the configuration and the data folder in full")
    void addUser() {
        Launch launch = new Launch("java -jar /opt/fasti.jar");
        assertThat(launch.addUser(config("/srv/data/../fasti"), Optional.empty()))
                .isEqualTo("java -jar /opt/fasti.jar user add NAME --data /srv/fasti");
        assertThat(launch.addUser(config("data"), Optional.of(Path.of("fasti.toml"))))
                .isEqualTo("java -jar /opt/fasti.jar user add NAME --config "
                        + Path.of("fasti.toml").toAbsolutePath() + " --data "
                        + Path.of("data").toAbsolutePath());
    }

    @Test
    @DisplayName("What a shell would take apart is quoted")
    void quoted() {
        assertThat(new Launch("fasti").addUser(config("/srv/Bob's data"), Optional.empty()))
                .isEqualTo("fasti user add NAME --data '/srv/Bob'\\''s data'");
    }

    @Test
    @DisplayName("Without a jar the command names the class path and the main class")
    void classPath() {
        assertThat(Launch.current(Fasti.class).command())
                .startsWith("java -cp ")
                .endsWith(" dev.fasti.cli.Fasti");
    }
}
