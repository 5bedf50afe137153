package dev.fasti.store.file.datafolder;

import dev.fasti.store.file.disk.Disk;
import dev.fasti.store.file.disk.FileNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the data folder and the folders of which it consists. */
public final class DataFolder {
    private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);

    private DataFolder() {}

    /**
     * Makes the folder itself.
     *
     * @return the folder, links resolved
     */
    public static Path makeTop(Path data) throws IOException {
        if (!Files.isDirectory(data)) {
            Files.createDirectories(data, ours(data));
        }
        return data.toRealPath();
    }

    /**
     * Makes what is in it.
     *
     * @param real the data folder, links resolved
     */
    public static void fill(Path real) throws IOException {
        if (!FileNames.canWriteAll()) {
            LOG.warn("File names outside ASCII cannot be written in this locale: start the server with LC_ALL=C.UTF-8");
        }
        if (!Files.isDirectory(real.resolve("collection-root"))) {
            Files.createDirectory(real.resolve("collection-root"));
        }
        Path own = real.resolve("fasti");
        if (!Files.isDirectory(own)) {
            Files.createDirectory(own, ours(real));
        }
        Disk.REAL.syncFolder(real);
    }

    /** For nobody else, where the file system knows modes. */
    private static FileAttribute<?>[] ours(Path data) {
        boolean posix = data.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }
}
