package dev.fasti.store.file.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file read into memory as a whole.
 *
 * @param stamp what the file system told of the file before it was read
 * @param octets the content; null where the file is larger than {@value #LARGEST} octets and was not read
 */
public record Reading(FileStamp stamp, byte @Nullable [] octets) {
    /** Room for any item that a server takes, and not for a disk image that somebody put there. */
    public static final int LARGEST = 32 << 20;

    private static final int ATTEMPTS = 3;

    /**
     * Reads a file, again if somebody changes it meanwhile; the last attempt counts, whatever it gave.
     *
     * @return empty if there is no file, or something else than a file
     */
    public static Optional<Reading> of(Path file) throws IOException {
        for (int attempt = 1; ; attempt++) {
            FileStamp before = FileStamp.of(file).orElse(null);
            if (before == null || !before.isFile()) {
                return Optional.empty();
            }
            if (before.size() > LARGEST) {
                return Optional.of(new Reading(before, null));
            }
            byte[] octets = Files.readAllBytes(file);
            boolean steady = octets.length == before.size()
                    && FileStamp.of(file).filter(before::equals).isPresent();
            if (steady || attempt == ATTEMPTS) {
                return Optional.of(new Reading(before, octets));
            }
        }
    }
}
