package dev.fasti.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Where things lie in a collection's folder.
 *
 * @param folder the collection's folder, links resolved
 */
record Places(Path folder) {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Where in a folder {@link #resourceId} is. */
    static final String RESOURCE_ID = ".fasti/id";

    /** The collection's name for all time. */
    Path resourceId() {
        return folder.resolve(RESOURCE_ID);
    }

    Path props() {
        return folder.resolve(Props.FILE);
    }

    private Path own() {
        return folder.resolve(".fasti");
    }

    Path cache() {
        return own().resolve("cache");
    }

    Path log() {
        return cache().resolve("changes.log");
    }

    Path factsIndex() {
        return cache().resolve("facts.index");
    }

    Path memberProperties() {
        return own().resolve("properties");
    }

    /** Where earlier versions are kept. */
    Path history() {
        return own().resolve("history");
    }

    Path journal() {
        return history().resolve("journal");
    }

    /** Where files are written before they get their names; in here so that the collection's own folder is quiet. */
    Path temporary() {
        return own().resolve("tmp");
    }

    Path newTemporary() {
        return temporary().resolve(".Radicale.tmp-" + unique());
    }

    /** Makes the folder of a cache file again, but never the collection's own folder if that is gone. */
    static void makeCacheFor(Path file) throws IOException {
        Path cache = parent(file);
        if (!Files.isDirectory(cache)) {
            if (!Files.isDirectory(parent(cache))) {
                Files.createDirectory(parent(cache));
            }
            Files.createDirectory(cache);
        }
    }

    /** A name that nothing else has. */
    static String unique() {
        byte[] bits = new byte[12];
        RANDOM.nextBytes(bits);
        return HexFormat.of().formatHex(bits);
    }

    static long seed() {
        return RANDOM.nextLong();
    }

    static Path parent(Path path) {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IllegalArgumentException(path + " has no parent");
        }
        return parent;
    }
}
