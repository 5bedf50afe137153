package dev.fasti.cli.doctor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Whether the file system does what the store rests on: files made durable, renamed over others in one step, linked
 * hard, folders made durable, names beyond ASCII kept as they are.
 *
 * @param folder where to try it
 * @param type of the file system, such as {@code ext4}
 */
public record FileSystemCheck(Path folder, String type) implements Check {
    private static final String SUBJECT = "file system";
    private static final String PROBE = ".fasti-doctor-";
    private static final String MOVE =
            "keep the data folder on a disk of this machine (ext4, xfs, btrfs, zfs, apfs, ntfs)";
    private static final Set<String> REMOTE = Set.of(
            "nfs",
            "nfs4",
            "cifs",
            "smb",
            "smb2",
            "smb3",
            "smbfs",
            "9p",
            "afs",
            "ceph",
            "davfs",
            "fuse.sshfs",
            "fuse.rclone",
            "fuse.davfs",
            "fuse.glusterfs",
            "glusterfs",
            "virtiofs",
            "vboxsf",
            "prl_fs",
            "webdav",
            "afpfs",
            "lustre",
            "gpfs");

    /** Of the file system that a folder is on. */
    public static FileSystemCheck of(Path folder) throws IOException {
        return new FileSystemCheck(folder, Files.getFileStore(folder).type());
    }

    /** What is tried; the name says what it is called in a finding. */
    @FunctionalInterface
    private interface Trial {
        void run() throws IOException;
    }

    @Override
    public List<Finding> findings() throws IOException {
        List<Finding> found = new ArrayList<>();
        String lower = type.toLowerCase(Locale.ROOT);
        if (REMOTE.contains(lower)) {
            found.add(Finding.warn(
                    SUBJECT,
                    type + " is on another machine: locks and durable writes are its promise, not the kernel's, and two"
                            + " servers on one folder may not notice each other",
                    MOVE));
        } else if (lower.equals("tmpfs") || lower.equals("ramfs")) {
            found.add(Finding.fail(SUBJECT, type + " is in memory: all is gone when the machine restarts", MOVE));
        }
        Path first = folder.resolve(PROBE + "1");
        Path second = folder.resolve(PROBE + "2");
        Path third = folder.resolve(PROBE + "ü");
        try {
            int before = found.size();
            attempt(found, "make a file and make it durable", () -> write(first));
            if (found.size() == before) {
                attempt(
                        found,
                        "link a file hard, which history and backups need",
                        () -> Files.createLink(second, first));
                attempt(found, "rename a file over another in one step", () -> rename(first, third, second));
                attempt(found, "make a folder durable", () -> sync(folder));
                attempt(found, "keep a name beyond ASCII", () -> requireName(third));
            }
            if (found.size() == before) {
                found.add(Finding.ok(SUBJECT, type + " syncs, links and renames"));
            }
        } finally {
            for (Path probe : List.of(first, second, third)) {
                remove(probe);
            }
        }
        return found;
    }

    private void attempt(List<Finding> found, String what, Trial trial) {
        try {
            trial.run();
        } catch (IOException | UnsupportedOperationException | java.nio.file.InvalidPathException e) {
            String reason = e.getMessage() == null ? "" : ": " + e.getMessage().replaceAll("\\p{Cntrl}", "?");
            found.add(Finding.fail(
                    SUBJECT, type + " does not " + what + " (" + e.getClass().getSimpleName() + reason + ")", MOVE));
        }
    }

    private static void write(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
            channel.force(true);
        }
    }

    private static void rename(Path first, Path third, Path second) throws IOException {
        write(third);
        Files.move(third, first, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.move(first, third, StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(second);
    }

    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** One that composes or decomposes letters by itself gives back another name. */
    private void requireName(Path path) throws IOException {
        try (var all = Files.list(folder)) {
            String name = path.getFileName().toString();
            if (all.noneMatch(each -> each.getFileName().toString().equals(name))) {
                throw new IOException("a name with ü comes back as another one");
            }
        }
    }

    private static void remove(Path probe) {
        try {
            Files.deleteIfExists(probe);
        } catch (IOException | UnsupportedOperationException e) {
            // It was not made either.
        }
    }
}
