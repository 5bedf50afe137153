package dev.fasti.auth;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A file that is replaced as a whole: those who read it see it before or after a change, and a change is durable when
 * it is done. A new file is for its owner only; a replaced one keeps owner, group and permissions as far as we may.
 */
public final class ReplacedFile {
    /** Makes the new content of the old. */
    @FunctionalInterface
    public interface Change {
        byte[] apply(byte[] old) throws IOException, UserException;
    }

    /** The steps by which content becomes durable; a seam, so that tests make them fail. */
    interface Steps {
        /** Fills a file, durably. */
        void write(Path file, byte[] octets) throws IOException;

        /** Gives a file its name in one step, replacing what has it. */
        void move(Path from, Path to) throws IOException;

        /** Makes the names in a folder durable. */
        void sync(Path folder) throws IOException;
    }

    private static final Steps REAL = new Steps() {
        @Override
        public void write(Path file, byte[] octets) throws IOException {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(octets);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
        }

        @Override
        public void move(Path from, Path to) throws IOException {
            try {
                Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                throw new IOException("cannot replace " + to + " in one step", e);
            }
        }

        @Override
        public void sync(Path folder) throws IOException {
            if (isPosix(folder)) {
                try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                    channel.force(true);
                }
            }
        }
    };

    private static final Set<PosixFilePermission> OWNER_ONLY =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private static final Set<PosixFilePermission> OWNER_ONLY_FOLDER = PosixFilePermissions.fromString("rwx------");

    /** A file lock keeps other processes out, but is an error between threads of this one. */
    private static final ReentrantLock IN_PROCESS = new ReentrantLock();

    private final Path file;
    private final Steps steps;

    /** @param file need not exist; the first change makes it, with its folder */
    public ReplacedFile(Path file) {
        this(file, REAL);
    }

    ReplacedFile(Path file, Steps steps) {
        this.file = file.toAbsolutePath();
        this.steps = steps;
    }

    /** The octets of the file; none if it does not exist. */
    public byte[] read() throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return new byte[0];
        }
    }

    /** Replaces the content, while nobody else does; not if {@code change} throws. */
    public void change(Change change) throws IOException, UserException {
        // A symbolic link stays one.
        Path target = Files.exists(file) ? file.toRealPath() : file;
        Path folder = parent(target);
        makeFolder(folder);
        Path guard = folder.resolve(target.getFileName() + ".lock");
        IN_PROCESS.lock();
        try (FileChannel channel = FileChannel.open(guard, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            adopt(guard, folder, OWNER_ONLY);
            if (held.isValid()) {
                replace(target, change.apply(read()));
            }
        } finally {
            IN_PROCESS.unlock();
        }
    }

    private void replace(Path target, byte[] octets) throws IOException {
        Path folder = parent(target);
        Path fresh = Files.createTempFile(folder, ".users-", ".tmp");
        try {
            steps.write(fresh, octets);
            if (Files.exists(target)) {
                adopt(fresh, target, permissions(target));
            } else {
                adopt(fresh, folder, OWNER_ONLY);
            }
            steps.move(fresh, target);
        } finally {
            Files.deleteIfExists(fresh);
        }
        steps.sync(folder);
    }

    /** Only for its owner, for it may become the data folder. */
    private void makeFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path above = parent(folder);
        makeFolder(above);
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            // Another process may have been quicker.
            if (Files.isDirectory(folder)) {
                return;
            }
            throw e;
        }
        adopt(folder, above, OWNER_ONLY_FOLDER);
        steps.sync(above);
    }

    /**
     * Gives {@code path} the owner and group of {@code model}: an administrator who adds a user as root must not lock
     * the server out of its file. Whoever is not root keeps what they own.
     */
    private static void adopt(Path path, Path model, Set<PosixFilePermission> permissions) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (view == null || !isPosix(path)) {
            return;
        }
        PosixFileAttributes wanted = Files.readAttributes(model, PosixFileAttributes.class);
        PosixFileAttributes found = view.readAttributes();
        try {
            if (!found.group().equals(wanted.group())) {
                view.setGroup(wanted.group());
            }
            if (!found.owner().equals(wanted.owner())) {
                view.setOwner(wanted.owner());
            }
        } catch (FileSystemException e) {
            // Not root, or a file system without owners.
        }
        if (!found.permissions().equals(permissions)) {
            view.setPermissions(permissions);
        }
    }

    private static Set<PosixFilePermission> permissions(Path path) throws IOException {
        return isPosix(path) ? Files.getPosixFilePermissions(path) : OWNER_ONLY;
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static Path parent(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        return parent == null ? path.toAbsolutePath() : parent;
    }
}
