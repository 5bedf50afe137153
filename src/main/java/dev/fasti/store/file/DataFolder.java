package dev.fasti.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the data folder and the folders of which it consists. */
final class DataFolder {
    private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);

    private DataFolder() {}

    /** @return the data folder, links resolved */
    static Path make(Path data) throws IOException {
        if (!FileNames.canWriteAll()) {
            LOG.warn("File names outside ASCII cannot be written in this locale: start the server with LC_ALL=C.UTF-8");
        }
        boolean posix = data.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] ours = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
        if (!Files.isDirectory(data)) {
            Files.createDirectories(data, ours);
        }
        Path real = data.toRealPath();
        if (!Files.isDirectory(real.resolve("collection-root"))) {
            Files.createDirectory(real.resolve("collection-root"));
        }
        Path own = real.resolve("fasti");
        if (!Files.isDirectory(own)) {
            Files.createDirectory(own, ours);
        }
        Disk.REAL.syncFolder(real);
        return real;
    }
}
