package dev.fasti.store.file;

import dev.fasti.store.CollectionPath;
import dev.fasti.store.MemberName;
import dev.fasti.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Decoded names as the file system has them: the same characters, in UTF-8, never normalised. */
final class FileNames {
    /** What Linux's and most others' file systems hold in one name. */
    private static final int LONGEST = 255;

    private FileNames() {}

    /**
     * The file of this name in a folder.
     *
     * @throws StoreException.NameRefused if the name is not legal or the file system cannot hold it
     */
    static Path in(Path folder, String name) {
        MemberName.require(name);
        int length = name.getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST) {
            throw new StoreException.NameRefused(
                    "a name is " + length + " octets long in UTF-8; the file system holds " + LONGEST);
        }
        try {
            return folder.resolve(name);
        } catch (InvalidPathException e) {
            throw new StoreException.NameRefused("the system's locale cannot write this file name (it encodes them in "
                    + System.getProperty("sun.jnu.encoding") + "; start the server with LC_ALL=C.UTF-8)");
        }
    }

    /** The folder of a collection below the root. */
    static Path in(Path root, CollectionPath path) {
        Path folder = root;
        for (String segment : path.segments()) {
            folder = in(folder, segment);
        }
        return folder;
    }

    /** Whether a file found in {@code folder} has a name that clients can be told and that leads back to the file. */
    static boolean isServed(Path folder, Path file) {
        try {
            return in(folder, file.getFileName().toString()).equals(file);
        } catch (StoreException.NameRefused e) {
            return false;
        }
    }
}
