package dev.fasti.store.file.datafolder;

import dev.fasti.store.file.disk.Places;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

/**
 * Makes a folder that stays as another one is at this moment: hard links to its files, which are only ever replaced
 * and never written to, and copies of the few that grow. Alone inside the gate.
 */
public final class Freezer extends SimpleFileVisitor<Path> {
    /** What is made anew when it is missing, or is of this process. */
    private static final Set<String> PASSING = Set.of(
            "facts.index", ".Radicale.lock", "control", "control.sock", "locks", "locks.new", "locks.unreadable");

    private static final Set<String> PASSING_FOLDERS = Set.of("tmp", "attic", ".Radicale.cache");

    private final Path from;
    private final Path to;
    private final FrozenFolder.Part part;

    private Freezer(Path from, Path to, FrozenFolder.Part part) {
        this.from = from;
        this.to = to;
        this.part = part;
    }

    /**
     * Freezes.
     *
     * @param to a folder that is not there yet; erased again if this fails
     */
    public static FrozenFolder freeze(Path data, Path to, FrozenFolder.Part part) throws IOException {
        FrozenFolder frozen = new FrozenFolder(to);
        boolean whole = false;
        try {
            Files.createDirectory(to);
            for (String top : Set.of("collection-root", "fasti")) {
                Files.walkFileTree(data.resolve(top), new Freezer(data, to, part));
            }
            whole = true;
            return frozen;
        } finally {
            if (!whole) {
                frozen.close();
            }
        }
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
        String name = folder.getFileName().toString();
        boolean isPast = isOurs(folder) && (name.equals("history") || name.equals("trash"));
        if ((isOurs(folder) || name.startsWith(".Radicale")) && PASSING_FOLDERS.contains(name)) {
            return FileVisitResult.SKIP_SUBTREE;
        }
        if (isPast && part == FrozenFolder.Part.PRESENT) {
            return FileVisitResult.SKIP_SUBTREE;
        }
        Files.createDirectory(target(folder));
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        String name = file.getFileName().toString();
        boolean isPassing = (isOurs(file) && PASSING.contains(name)) || name.startsWith(".Radicale.tmp-");
        if (isPassing || attributes.isOther()) {
            return FileVisitResult.CONTINUE;
        }
        if (attributes.isSymbolicLink()) {
            Files.createSymbolicLink(target(file), Files.readSymbolicLink(file));
        } else if (isOurs(file) && !isPast(file)) {
            // Logs grow in place, and commands may edit the lists of users and groups.
            Files.copy(file, target(file), StandardCopyOption.COPY_ATTRIBUTES);
        } else {
            link(file);
        }
        return FileVisitResult.CONTINUE;
    }

    /** Earlier versions, and what lies in the trash: only logs are written to after a collection comes back from it. */
    private boolean isPast(Path file) {
        String name = file.getFileName().toString();
        boolean grows = name.equals("journal")
                || name.endsWith(".log")
                || Places.parent(file).endsWith("cache");
        return !grows && (isBelow(file, "history") || isBelow(file, "trash"));
    }

    private boolean isBelow(Path file, String folder) {
        Path inside = from.relativize(file);
        for (int i = 0; i < inside.getNameCount() - 1; i++) {
            if (inside.getName(i).toString().equals(folder)) {
                return true;
            }
        }
        return false;
    }

    private void link(Path file) throws IOException {
        try {
            Files.createLink(target(file), file);
        } catch (UnsupportedOperationException | IOException e) {
            // Another file system, or one without links.
            Files.copy(file, target(file), StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
        }
    }

    /** Whether the file or folder is one of the server's own, and no member. */
    private boolean isOurs(Path path) {
        Path inside = from.relativize(path);
        for (int i = 0; i < inside.getNameCount() - 1; i++) {
            String name = inside.getName(i).toString();
            if (name.equals(".fasti") || (i == 0 && name.equals("fasti"))) {
                return true;
            }
        }
        return inside.getFileName().toString().equals(".Radicale.lock");
    }

    private Path target(Path path) {
        return to.resolve(from.relativize(path));
    }
}
