package dev.fasti.cli.control;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a control socket lies, and how it is found.
 *
 * @param socket its path
 * @param pointer the file that names the socket's folder; null where the socket is in the server's own folder
 */
record ControlPlace(Path socket, @Nullable Path pointer) {
    /** The folder in which a socket is made. */
    static final String PORCH = ".ctl";

    private static final String SOCKET = "control.sock";
    private static final String POINTER = "control";
    private static final int LONGEST_POINTER = 4096;

    /** In the server's own folder. */
    static ControlPlace inside(Path own) {
        return new ControlPlace(own.resolve(SOCKET), null);
    }

    /** In a new temporary folder that only this user may enter. */
    static ControlPlace elsewhere(Path own) throws IOException {
        return new ControlPlace(Files.createTempDirectory("fasti").resolve(SOCKET), own.resolve(POINTER));
    }

    /** Lets clients find it. */
    void announce() throws IOException {
        if (pointer == null) {
            return;
        }
        Path making = pointer.resolveSibling(POINTER + ".new");
        Files.writeString(making, socket.getParent() + "\n");
        OwnFiles.restrict(making);
        Files.move(making, pointer, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Removes the socket and what led to it. */
    void remove() throws IOException {
        Files.deleteIfExists(socket);
        if (pointer != null) {
            Files.deleteIfExists(pointer);
            Path folder = socket.getParent();
            if (folder != null) {
                Files.deleteIfExists(folder);
            }
        }
    }

    /** Removes what a server that ended without a word has left. */
    static void removeLeft(Path own) throws IOException {
        Path porch = own.resolve(PORCH);
        Files.deleteIfExists(porch.resolve("s"));
        Files.deleteIfExists(porch);
        Path pointer = own.resolve(POINTER);
        Optional<Path> elsewhere = elsewhereOf(own);
        if (elsewhere.isPresent()) {
            new ControlPlace(elsewhere.get(), pointer).remove();
        }
        Files.deleteIfExists(pointer);
        if (isSocket(own.resolve(SOCKET))) {
            Files.delete(own.resolve(SOCKET));
        }
    }

    /** The socket that should be there; empty if none is. */
    static Optional<Path> find(Path own) throws IOException {
        Path inside = own.resolve(SOCKET);
        return isSocket(inside) ? Optional.of(inside) : elsewhereOf(own);
    }

    private static boolean isSocket(Path path) throws IOException {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .isOther();
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /**
     * The socket that the pointer leads to. A folder among the temporary ones is believed only if it is of the owner
     * of the server's folder and nobody else may enter it: after a restart of the machine somebody may have made one
     * of that name.
     */
    private static Optional<Path> elsewhereOf(Path own) throws IOException {
        Path pointer = own.resolve(POINTER);
        if (!Files.isRegularFile(pointer, LinkOption.NOFOLLOW_LINKS) || Files.size(pointer) > LONGEST_POINTER) {
            return Optional.empty();
        }
        try {
            Path folder = Path.of(new String(Files.readAllBytes(pointer), StandardCharsets.UTF_8).strip());
            return folder.isAbsolute() && OwnFiles.isPrivateTo(folder, own)
                    ? Optional.of(folder.resolve(SOCKET))
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
