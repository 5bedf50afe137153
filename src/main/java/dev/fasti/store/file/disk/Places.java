package dev.fasti.store.file.disk;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Where things lie in a collection's folder.
 *
 * @param folder the collection's folder, links resolved
 */
public record Places(Path folder) {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Where in a folder {@link #props} is. */
    public static final String PROPS = ".Radicale.props";

    /** Where in a folder {@link #resourceId} is. */
    public static final String RESOURCE_ID = ".fasti/id";

    /** The collection's name for all time. */
    public Path resourceId() {
        return folder.resolve(RESOURCE_ID);
    }

    public Path props() {
        return folder.resolve(PROPS);
    }

    private Path own() {
        return folder.resolve(".fasti");
    }

    public Path cache() {
        return own().resolve("cache");
    }

    public Path log() {
        return cache().resolve("changes.log");
    }

    public Path factsIndex() {
        return cache().resolve("facts.index");
    }

    public Path memberProperties() {
        return own().resolve("properties");
    }

    /** Where files of properties lie that made no sense and were set aside. */
    public Path unreadable() {
        return own().resolve("unreadable");
    }

    /** Where earlier versions are kept. */
    public Path history() {
        return own().resolve("history");
    }

    public Path journal() {
        return history().resolve("journal");
    }

    /** Where files are written before they get their names; in here so that the collection's own folder is quiet. */
    public Path temporary() {
        return own().resolve("tmp");
    }

    public Path newTemporary() {
        return temporary().resolve(".Radicale.tmp-" + unique());
    }

    /**
     * Makes a folder of the server's own, such as {@link #cache}, and the one around it, if they are not there; never the
     * one around both: a collection that is gone is not made again by who still works in it.
     *
     * @throws java.nio.file.NoSuchFileException if that is not there
     */
    public static void makeOwn(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            make(parent(folder));
            make(folder);
        }
    }

    private static void make(Path folder) throws IOException {
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }

    /** A name that nothing else has. */
    public static String unique() {
        byte[] bits = new byte[12];
        RANDOM.nextBytes(bits);
        return HexFormat.of().formatHex(bits);
    }

    public static long seed() {
        return RANDOM.nextLong();
    }

    public static Path parent(Path path) {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IllegalArgumentException(path + " has no parent");
        }
        return parent;
    }
}
