package dev.fasti.store.file.datafolder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells whether a Radicale works on a folder just now.
 *
 * <p>Radicale holds flock(2) on {@code .Radicale.lock} only while it answers a request, and Java cannot take such locks:
 * where there is {@code /proc/locks} (Linux), a held one is seen. An idle Radicale is not.
 */
final class RadicaleLock {
    /** {@code 1: FLOCK  ADVISORY  WRITE 4711 08:02:131077 0 EOF}: process, device in hexadecimal, inode. */
    private static final Pattern HELD =
            Pattern.compile("\\d+: FLOCK\\s+\\S+\\s+\\S+\\s+(-?\\d+)\\s+([0-9a-f]+):([0-9a-f]+):(\\d+)\\s.*");

    private RadicaleLock() {}

    /** @throws StoreLocked if it is held */
    static void refuseIfHeld(Path data) throws IOException {
        Path lock = data.resolve(".Radicale.lock");
        Path locks = Path.of("/proc/locks");
        if (!Files.exists(lock) || !Files.isReadable(locks)) {
            return;
        }
        long inode = ((Number) Files.getAttribute(lock, "unix:ino")).longValue();
        long device = ((Number) Files.getAttribute(lock, "unix:dev")).longValue();
        refuseIfListed(data, Files.readAllLines(locks), device, inode);
    }

    static void refuseIfListed(Path data, List<String> locks, long device, long inode) {
        long major = (device >> 8 & 0xfff) | (device >> 32 & ~0xfffL);
        long minor = (device & 0xff) | (device >> 12 & 0xffffff00L);
        for (String line : locks) {
            Matcher held = HELD.matcher(line);
            if (held.matches()
                    && Long.parseLong(held.group(4)) == inode
                    && Long.parseLong(held.group(2), 16) == major
                    && Long.parseLong(held.group(3), 16) == minor) {
                throw new StoreLocked(data, "a running Radicale (process " + held.group(1) + ")");
            }
        }
    }
}
