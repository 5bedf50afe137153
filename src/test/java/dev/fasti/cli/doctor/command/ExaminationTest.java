package dev.fasti.cli.doctor.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.cli.doctor.Finding;
import dev.fasti.cli.doctor.Patience;
import dev.fasti.cli.doctor.StalledFiles;
import dev.fasti.config.Config;
import dev.fasti.config.StorageConfig;
import dev.fasti.config.read.ConfigReader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExaminationTest {
    @TempDir
    Path folder;

    @Test
    @DisplayName(
            "a data folder that never answers is a finding with its fix; it is asked once, and all else is looked at")
    void stalled() {
        Config plain = ConfigReader.read(
                Map.of("FASTI_AUTH_HTPASSWD_FILE", folder.resolve("none").toString()), Map.of());
        try (StalledFiles files = new StalledFiles()) {
            Path data = files.path(Path.of("/mnt/calendars"));
            Config config = new Config(
                    plain.server(),
                    plain.tls(),
                    new StorageConfig(data, plain.storage().rescanInterval(), 10),
                    plain.history(),
                    plain.auth(),
                    plain.rights(),
                    plain.limits(),
                    plain.quota(),
                    plain.locks(),
                    plain.admin(),
                    plain.logging());
            Examination examination = new Examination(config, Clock.systemUTC(), new Patience(Duration.ofMillis(500)));
            examination.machine("");
            List<Finding> found = examination.found();
            assertThat(found)
                    .filteredOn(each -> each.subject().equals("folder"))
                    .singleElement()
                    .satisfies(each -> {
                        assertThat(each.text()).startsWith("/mnt/calendars: no answer within");
                        assertThat(each.fix()).contains("/proc/mounts");
                    });
            assertThat(files.asked()).isEqualTo(1);
            assertThat(found)
                    .extracting(Finding::subject)
                    .contains("locale", "memory", "users")
                    .doesNotContain("disk", "file system", "clock", "server");
        }
    }
}
