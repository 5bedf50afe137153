package dev.fasti.cli.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fasti.acl.Privilege;
import dev.fasti.acl.Rights;
import dev.fasti.acl.Viewer;
import dev.fasti.auth.SettableClock;
import dev.fasti.config.ConfigException;
import dev.fasti.config.RightsConfig;
import dev.fasti.config.RightsType;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.path.Principal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfiguredRightsTest {
    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock(Instant.now());

    private static Set<Privilege> ofBob(Rights rights) {
        return rights.granted(
                Viewer.of(new Principal("bob")),
                CollectionPath.of("alice", "calendar"),
                Optional.of(CollectionKind.CALENDAR));
    }

    private static String section(String permissions) {
        return "[all]\nuser: .+\ncollection: .*\npermissions: " + permissions + "\n";
    }

    @Test
    @DisplayName("A changed file counts at the next look; one that is wrong or gone leaves the old rights in force")
    void followed() throws IOException {
        Path file = Files.writeString(folder.resolve("rights"), section("r"));
        Rights rights = ConfiguredRights.of(new RightsConfig(RightsType.FILE, file), clock);
        assertThat(ofBob(rights)).contains(Privilege.READ).doesNotContain(Privilege.WRITE);
        Files.writeString(file, section("rw"));
        clock.advance(Duration.ofMinutes(1));
        assertThat(ofBob(rights)).contains(Privilege.READ, Privilege.WRITE);
        Files.writeString(file, section("nonsense"));
        clock.advance(Duration.ofMinutes(1));
        assertThat(ofBob(rights)).contains(Privilege.WRITE);
        Files.delete(file);
        clock.advance(Duration.ofMinutes(1));
        assertThat(ofBob(rights)).contains(Privilege.WRITE);
        Files.writeString(file, section(""));
        clock.advance(Duration.ofMinutes(1));
        assertThat(ofBob(rights)).isEmpty();
    }

    @Test
    @DisplayName("Without the file that it names the server does not start")
    void missing() {
        RightsConfig config = new RightsConfig(RightsType.FILE, folder.resolve("none"));
        assertThatThrownBy(() -> ConfiguredRights.of(config, clock)).isInstanceOf(ConfigException.class);
    }
}
