package dev.fasti.store.file.disk;

import dev.fasti.store.condition.StoreException;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.path.MemberName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Decoded names as the file system has them: the same characters, in UTF-8, never normalised. */
public final class FileNames {
    /** What Linux's and most others' file systems hold in one name. */
    private static final int LONGEST = 255;

    /** What stands in a name for octets that the locale's encoding does not have. */
    private static final char UNDECODED = '\ufffd';

    private static final String ENCODING = System.getProperty("sun.jnu.encoding", "UTF-8");

    private FileNames() {}

    /** Whether the locale that the server was started in can write every name. */
    public static boolean canWriteAll() {
        return ENCODING.equalsIgnoreCase("UTF-8");
    }

    /**
     * The file of this name in a folder.
     *
     * @throws StoreException.NameRefused if the name is not legal or the file system cannot hold it
     */
    public static Path in(Path folder, String name) {
        MemberName.require(name);
        int length = name.getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST) {
            throw new StoreException.NameRefused(
                    "a name is " + length + " octets long in UTF-8; the file system holds " + LONGEST);
        }
        try {
            return folder.resolve(name);
        } catch (InvalidPathException e) {
            throw new StoreException.NameRefused(
                    "file names are written in " + ENCODING + " here; start the server with LC_ALL=C.UTF-8");
        }
    }

    /** The folder of a collection below the root. */
    public static Path in(Path root, CollectionPath path) {
        Path folder = root;
        for (String segment : path.segments()) {
            folder = in(folder, segment);
        }
        return folder;
    }

    /**
     * Whether a file found in {@code folder} has a name that clients can be told and that leads back to the file.
     *
     * @throws IOException if only the server's locale stands in the way: to leave the file out would be to tell clients
     *     that it was removed
     */
    static boolean isServed(Path folder, Path file) throws IOException {
        String name = file.getFileName().toString();
        try {
            return in(folder, name).equals(file);
        } catch (StoreException.NameRefused e) {
            if (!canWriteAll() && name.charAt(0) != '.' && name.indexOf(UNDECODED) >= 0) {
                throw new IOException(e.getMessage(), e);
            }
            return false;
        }
    }
}
