package dev.fasti.cli.doctor;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether the data folder is there, belongs to one user, can be written by the one who asks, and is closed to others.
 *
 * @param data the data folder
 * @param user the name of the one who asks
 */
public record FolderCheck(Path data, String user) implements Check {
    private static final String SUBJECT = "folder";
    private static final int MOST_LOOKED_AT = 50_000;

    @Override
    public List<Finding> findings() throws IOException {
        if (!Files.isDirectory(data)) {
            return List.of(Finding.fail(
                    SUBJECT,
                    "there is no folder " + data,
                    "name the right one with --data DIR or storage.data; a first start makes it: fasti serve --data "
                            + ShellWord.of(data)));
        }
        if (!Files.isDirectory(data.resolve("collection-root"))) {
            return List.of(Finding.warn(
                    SUBJECT,
                    data + " holds no collection-root: no server has started on it yet",
                    "fasti serve --data " + ShellWord.of(data)));
        }
        UserPrincipal owner = Files.getOwner(data);
        List<Finding> found = new ArrayList<>();
        if (!owner.getName().equals(user)) {
            found.add(Finding.warn(
                    SUBJECT,
                    data + " belongs to " + owner.getName() + ", and you are " + user
                            + ": what is said here of permissions holds for you, not for the server",
                    "sudo -u " + owner.getName() + " fasti doctor"));
        }
        found.addAll(entries(owner));
        found.addAll(openness());
        return found;
    }

    private List<Finding> entries(UserPrincipal owner) throws IOException {
        int looked = 0;
        Optional<Path> foreign = Optional.empty();
        Optional<Path> closed = Optional.empty();
        try (Stream<Path> all = Files.walk(data, 6, new FileVisitOption[0])) {
            for (Iterator<Path> each = all.iterator(); each.hasNext() && looked < MOST_LOOKED_AT; looked++) {
                Path path = each.next();
                if (foreign.isEmpty()
                        && !Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).equals(owner)) {
                    foreign = Optional.of(path);
                }
                if (closed.isEmpty() && Files.isDirectory(path) && !Files.isWritable(path)) {
                    closed = Optional.of(path);
                }
            }
        } catch (java.io.UncheckedIOException e) {
            closed = Optional.of(data);
        }
        List<Finding> found = new ArrayList<>();
        foreign.ifPresent(path -> found.add(Finding.fail(
                SUBJECT,
                path + " does not belong to " + owner.getName() + ", as " + data + " does",
                "sudo chown -R " + owner.getName() + ": " + ShellWord.of(data))));
        closed.ifPresent(path -> found.add(Finding.fail(
                SUBJECT, path + " cannot be entered or written by " + user, "chmod u+rwX " + ShellWord.of(path))));
        if (found.isEmpty()) {
            String part = looked < MOST_LOOKED_AT ? "" : " (of its first " + looked + " entries)";
            found.add(Finding.ok(SUBJECT, data + " belongs to " + owner.getName() + " and can be written" + part));
        }
        return found;
    }

    private List<Finding> openness() throws IOException {
        if (!data.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return List.of();
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(data);
        if (permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
            return List.of(Finding.fail(
                    SUBJECT, "everybody on this machine may write in " + data, "chmod o-rwx " + ShellWord.of(data)));
        }
        return permissions.contains(PosixFilePermission.OTHERS_EXECUTE)
                ? List.of(Finding.warn(
                        SUBJECT,
                        "everybody on this machine may look into " + data,
                        "chmod o-rwx " + ShellWord.of(data)))
                : List.of();
    }
}
