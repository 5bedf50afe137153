package dev.fasti.store.file.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The few steps from which every durable write is made; a seam, so that tests see their order and make them fail. */
public interface Disk {
    /** What is written at once, in octets. */
    int PART = 256 << 10;

    /** Makes a new file of these octets, durable when this returns; the file's name in its folder is not yet. */
    void create(Path file, byte[] octets) throws IOException;

    /** Gives a file or a folder another name in one step, replacing the file that has it. */
    void rename(Path from, Path to) throws IOException;

    /** Gives a file one more name. */
    void link(Path file, Path name) throws IOException;

    /** Removes a file, an empty folder or a link; the link's target stays. */
    void delete(Path path) throws IOException;

    /** Makes the names in a folder durable. */
    void syncFolder(Path folder) throws IOException;

    /**
     * Makes a folder if there is none, durably; see {@link Places#makeOwn}.
     *
     * @return whether there was none
     */
    default boolean makeFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return false;
        }
        Places.makeOwn(folder);
        syncFolder(Places.parent(folder));
        return true;
    }

    /** What has been done, where it is counted. */
    default Activity activity() {
        return Activity.NONE;
    }

    /** The file system itself. */
    Disk REAL = new Disk() {
        @Override
        public void create(Path file, byte[] octets) throws IOException {
            try (FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(octets);
                while (rest.hasRemaining()) {
                    // Java copies what it writes to memory outside of the heap, of which each thread keeps the largest.
                    ByteBuffer part = rest.slice(rest.position(), Math.min(PART, rest.remaining()));
                    rest.position(rest.position() + channel.write(part));
                }
                channel.force(true);
            }
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }

        @Override
        public void link(Path file, Path name) throws IOException {
            Files.createLink(name, file);
        }

        @Override
        public void delete(Path path) throws IOException {
            Files.delete(path);
        }

        @Override
        public void syncFolder(Path folder) throws IOException {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    };
}
