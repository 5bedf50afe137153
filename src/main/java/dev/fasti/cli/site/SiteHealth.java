package dev.fasti.cli.site;

import dev.fasti.config.Config;
import dev.fasti.http.admin.Health;
import dev.fasti.http.admin.HealthCheck;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a server needs to store what it is sent: a folder that takes it, space, and a clock that is about right. */
final class SiteHealth {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Path data;
    private final long minFreeSpace;
    private final Clock clock;
    private final Instant built;

    private SiteHealth(Config config, Clock clock, Instant built) {
        this.data = config.storage().data();
        this.minFreeSpace = config.admin().minFreeSpace();
        this.clock = clock;
        this.built = built;
    }

    /** @param built a moment before which no clock can be right */
    static Health of(Config config, Clock clock, Instant built) {
        SiteHealth site = new SiteHealth(config, clock, built);
        return new Health(List.<HealthCheck>of(site::writable, site::space, site::time), PAUSE);
    }

    /** By a file of its own: made, made durable, and removed. */
    private Optional<String> writable() {
        Path probe = data.resolve("fasti").resolve(".probe");
        try {
            if (!Files.isDirectory(data.resolve("collection-root"))) {
                return Optional.of("the data folder has lost its collection-root");
            }
            try (FileChannel channel = FileChannel.open(probe, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.write(java.nio.ByteBuffer.wrap(new byte[] {'\n'}));
                channel.force(true);
            }
            Files.delete(probe);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(
                    "the data folder cannot be written to: " + e.getClass().getSimpleName() + " "
                            + String.valueOf(e.getMessage()).replaceAll("\\p{Cntrl}", "?"));
        }
    }

    private Optional<String> space() {
        try {
            long free = Files.getFileStore(data).getUsableSpace();
            return free >= minFreeSpace
                    ? Optional.empty()
                    : Optional.of("the disk has " + free + " bytes left, less than admin.min_free_space ("
                            + minFreeSpace + ")");
        } catch (IOException e) {
            return Optional.of(
                    "the disk's free space cannot be told: " + e.getClass().getSimpleName());
        }
    }

    private Optional<String> time() {
        Instant now = clock.instant();
        return now.isBefore(built)
                ? Optional.of("the clock says " + now + ", before this program was made")
                : Optional.empty();
    }
}
