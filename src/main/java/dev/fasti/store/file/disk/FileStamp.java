package dev.fasti.store.file.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What the file system tells of a file without reading it; links are followed.
 *
 * @param size in octets
 * @param mtime the modification time in nanoseconds since 1970
 * @param type whether it is a file, a folder or something else
 * @param key the identity of the file in its file system (device and inode)
 */
public record FileStamp(long size, long mtime, Type type, Object key) {
    enum Type {
        FILE,
        FOLDER,
        OTHER
    }

    /** Empty if there is nothing, or only a link that leads nowhere. */
    public static Optional<FileStamp> of(Path path) throws IOException {
        try {
            return Optional.of(of(Files.readAttributes(path, BasicFileAttributes.class)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (java.nio.file.FileSystemException e) {
            if (Files.notExists(path)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * When a file or its attributes were changed last, in nanoseconds since 1970, which no program can set; the beginning of
     * all time if there is none.
     */
    public static long touched(Path path) throws IOException {
        try {
            return ((FileTime) Files.getAttribute(path, "unix:ctime")).to(TimeUnit.NANOSECONDS);
        } catch (NoSuchFileException e) {
            return Long.MIN_VALUE / 2;
        }
    }

    private static FileStamp of(BasicFileAttributes attributes) {
        Type type = attributes.isRegularFile() ? Type.FILE : attributes.isDirectory() ? Type.FOLDER : Type.OTHER;
        return new FileStamp(
                attributes.size(),
                attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
                type,
                Objects.requireNonNullElse(attributes.fileKey(), ""));
    }

    public boolean isFile() {
        return type == Type.FILE;
    }

    public boolean isFolder() {
        return type == Type.FOLDER;
    }

    public long mtimeMillis() {
        return TimeUnit.NANOSECONDS.toMillis(mtime);
    }
}
