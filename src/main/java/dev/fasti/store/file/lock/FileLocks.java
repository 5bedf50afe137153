package dev.fasti.store.file.lock;

import dev.fasti.store.file.FileStore;
import dev.fasti.store.file.disk.Disk;
import dev.fasti.store.file.disk.Failures;
import dev.fasti.store.file.disk.Places;
import dev.fasti.store.file.props.MalformedProps;
import dev.fasti.store.lock.LockStore;
import dev.fasti.store.lock.WriteLock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps locks in {@code fasti/locks}, a line each. The file is replaced as a whole: after a crash it is the old or the
 * new one, never half of it.
 */
public final class FileLocks implements LockStore {
    private static final Logger LOG = LoggerFactory.getLogger(FileLocks.class);
    private static final long LARGEST = 64 << 20;

    private final Path file;
    private final Disk disk;

    public FileLocks(Path file, Disk disk) {
        this.file = file;
        this.disk = disk;
    }

    /** @param data the data folder, which the caller has opened as a {@link FileStore} */
    public static FileLocks in(Path data) {
        return new FileLocks(data.resolve("fasti").resolve("locks"), Disk.REAL);
    }

    @Override
    public List<WriteLock> load() {
        try {
            if (Files.size(file) > LARGEST) {
                throw new IOException("it is larger than " + LARGEST + " octets");
            }
            return read(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            LOG.error("The locks in {} cannot be read, nothing is locked any more: {}", file, e.toString());
            putAside();
            return List.of();
        }
    }

    /** A line that cannot be read costs that lock only. */
    private List<WriteLock> read(byte[] octets) {
        List<WriteLock> locks = new ArrayList<>();
        int number = 0;
        int unreadable = 0;
        int start = 0;
        for (int end = 0; end <= octets.length; end++) {
            if (end < octets.length && octets[end] != '\n') {
                continue;
            }
            if (end > start) {
                number++;
                try {
                    locks.add(LockLine.read(Arrays.copyOfRange(octets, start, end)));
                } catch (MalformedProps e) {
                    unreadable++;
                    LOG.error("Lock {} in {} cannot be read and is gone: {}", number, file, e.getMessage());
                }
            }
            start = end + 1;
        }
        if (unreadable > 0) {
            putAside();
        }
        return locks;
    }

    /** For whoever wants to know what was in it. */
    private void putAside() {
        Path aside = file.resolveSibling(file.getFileName() + ".unreadable");
        try {
            Files.copy(file, aside, StandardCopyOption.REPLACE_EXISTING);
            LOG.error("A copy of {} is in {}", file, aside);
        } catch (IOException e) {
            LOG.error("{} cannot be copied: {}", file, e.toString());
        }
    }

    @Override
    public void save(List<WriteLock> locks) {
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            for (WriteLock lock : locks) {
                out.write(LockLine.write(lock));
                out.write('\n');
            }
            Files.deleteIfExists(temporary);
            disk.create(temporary, out.toByteArray());
            disk.rename(temporary, file);
            disk.syncFolder(Places.parent(file));
        } catch (IOException e) {
            throw Failures.of(e, file);
        }
    }
}
