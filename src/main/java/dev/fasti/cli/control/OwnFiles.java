package dev.fasti.cli.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files and folders that nobody else may use. Where a file system knows no modes, those of the folder around decide. */
final class OwnFiles {
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private OwnFiles() {}

    /** Makes a folder with mode 0700. */
    static void createFolder(Path folder) throws IOException {
        FileAttribute<?>[] mode = hasModes(folder)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(FOLDER)}
                : new FileAttribute<?>[0];
        Files.createDirectory(folder, mode);
    }

    /** Gives a file or a socket mode 0600. */
    static void restrict(Path file) throws IOException {
        if (hasModes(file)) {
            Files.setPosixFilePermissions(file, FILE);
        }
    }

    /** Whether {@code folder} is a real folder with mode 0700, of the user that {@code other} is of. */
    static boolean isPrivateTo(Path folder, Path other) throws IOException {
        return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(other))
                && (!hasModes(folder)
                        || Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS)
                                .equals(FOLDER));
    }

    private static boolean hasModes(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
