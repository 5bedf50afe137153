package dev.fasti.cli.migrate;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Copies Radicale's collections, durably, without its caches; the copy has its name only when it is whole. */
public final class FolderCopy {
    private FolderCopy() {}

    /**
     * Copies.
     *
     * @param from a folder; nothing in it is changed
     * @param to where it shall be; must not exist. Its parent is made
     * @return how many files were copied
     */
    public static long copy(Path from, Path to) throws IOException {
        Path source = from.toRealPath();
        Path parent = to.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Path partial = to.resolveSibling(to.getFileName() + ".partial");
        erase(partial);
        Copying copying = new Copying(source, partial);
        Files.walkFileTree(source, copying);
        Files.move(partial, to, StandardCopyOption.ATOMIC_MOVE);
        return copying.files;
    }

    private static boolean isOwn(Path path) {
        String name = String.valueOf(path.getFileName());
        return name.startsWith(".Radicale.") && !name.equals(".Radicale.props") || name.equals(".fasti");
    }

    private static final class Copying extends SimpleFileVisitor<Path> {
        private final Path source;
        private final Path target;
        private long files;

        Copying(Path source, Path target) {
            this.source = source;
            this.target = target;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            if (!folder.equals(source) && isOwn(folder)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectory(place(folder));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (isOwn(file)) {
                return FileVisitResult.CONTINUE;
            }
            Path place = place(file);
            if (attributes.isSymbolicLink()) {
                Files.createSymbolicLink(place, link(file));
            } else if (attributes.isRegularFile()) {
                Files.copy(file, place, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
                force(place);
            }
            files++;
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            force(place(folder));
            return FileVisitResult.CONTINUE;
        }

        private Path place(Path path) {
            return target.resolve(source.relativize(path).toString());
        }

        /** A link within the folder leads to the copy. */
        private Path link(Path file) throws IOException {
            Path to = Files.readSymbolicLink(file);
            Path whole = file.resolveSibling(to).normalize();
            Path folder = file.getParent();
            if (whole.startsWith(source) && folder != null) {
                return to.isAbsolute() ? folder.relativize(whole) : to;
            }
            return whole;
        }

        private static void force(Path path) throws IOException {
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** What a copy that was broken off has left. */
    private static void erase(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path inner, @Nullable IOException failure) throws IOException {
                Files.delete(inner);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
