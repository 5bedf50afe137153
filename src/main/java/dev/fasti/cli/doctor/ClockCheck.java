package dev.fasti.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Whether the clock can be right, and the file system has the same.
 *
 * @param folder where a file is made to see its time
 * @param clock this machine's
 * @param built a moment before which no clock can be right
 */
public record ClockCheck(Path folder, Clock clock, Instant built) implements Check {
    private static final String SUBJECT = "clock";
    private static final Duration TOLERANCE = Duration.ofSeconds(5);
    private static final String SET = "sudo timedatectl set-ntp true";

    @Override
    public List<Finding> findings() throws IOException {
        Instant now = clock.instant();
        if (now.isBefore(built)) {
            return List.of(Finding.fail(SUBJECT, "it says " + now + ", before this program was made", SET));
        }
        Path probe = Files.createTempFile(folder, ".fasti-doctor-", "");
        try {
            Duration off = Duration.between(
                    clock.instant(), Files.getLastModifiedTime(probe).toInstant());
            return List.of(
                    off.abs().compareTo(TOLERANCE) <= 0
                            ? Finding.ok(SUBJECT, "it may be right, and the file system agrees")
                            : Finding.fail(
                                    SUBJECT,
                                    "the file system is " + off.abs().toSeconds() + " s "
                                            + (off.isNegative() ? "behind" : "ahead")
                                            + " of this machine: changes made by others could be missed",
                                    SET + ", here and on the machine that has the disk"));
        } finally {
            Files.deleteIfExists(probe);
        }
    }
}
