package dev.fasti.store.file.props;

import dev.fasti.store.file.disk.Disk;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyValue;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dead properties of a collection's members: a JSON file for each member that has some, under the member's name.
 * Used under the collection's lock only.
 */
public final class MemberProperties {
    private static final Logger LOG = LoggerFactory.getLogger(MemberProperties.class);

    private final Path folder;
    private final Disk disk;

    /** The names that may have a file: a removal that failed is tried again before the name is given anew. */
    private final Map<String, Boolean> present = new ConcurrentHashMap<>();

    /** Whether a file was removed whose name the disk may still have. */
    private boolean unsynced;

    public MemberProperties(Path folder, Disk disk) {
        this.folder = folder;
        this.disk = disk;
    }

    /**
     * Reads all of them, and removes those of members that are no more.
     *
     * @param members the folder of the members
     */
    public Map<String, Map<PropertyName, PropertyValue>> load(Path members) throws IOException {
        Map<String, Map<PropertyName, PropertyValue>> all = new HashMap<>();
        if (!Files.isDirectory(folder)) {
            return all;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                present.put(name, true);
                if (Files.notExists(members.resolve(file.getFileName()), LinkOption.NOFOLLOW_LINKS)) {
                    forget(name);
                } else {
                    read(file, name, all);
                }
            }
        }
        return all;
    }

    private static void read(Path file, String name, Map<String, Map<PropertyName, PropertyValue>> into) {
        try {
            into.put(name, parse(Files.readAllBytes(file)));
        } catch (IOException e) {
            LOG.warn("The properties in {} cannot be read: {}", file, e.toString());
        }
    }

    /** Makes these the properties of the member of this name, durably. */
    public void write(String name, Map<PropertyName, PropertyValue> properties, Path temporary) throws IOException {
        if (properties.isEmpty()) {
            remove(name);
            syncRemovals();
            return;
        }
        disk.makeFolder(folder);
        try {
            disk.create(temporary, octets(properties));
            present.put(name, true);
            disk.rename(temporary, folder.resolve(name));
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
        disk.syncFolder(folder);
        unsynced = false;
    }

    /** The octets of the file that holds these properties. */
    public static byte[] octets(Map<PropertyName, PropertyValue> properties) throws IOException {
        SortedMap<String, String> strings = new TreeMap<>();
        properties.forEach((property, value) -> PropertyKeys.encode(property, value, strings));
        return PropsJson.write(strings);
    }

    /** What such octets hold. */
    public static Map<PropertyName, PropertyValue> parse(byte[] octets) throws IOException {
        Map<PropertyName, PropertyValue> properties = new HashMap<>();
        PropsJson.read(octets)
                .forEach((key, value) -> PropertyKeys.decode(key, value)
                        .ifPresent(property -> properties.put(property.getKey(), property.getValue())));
        return Map.copyOf(properties);
    }

    /** Removes what a member of this name had; a failure is logged and tried again when the name is given anew. */
    public void forget(String name) {
        try {
            remove(name);
        } catch (IOException e) {
            LOG.warn("The properties of a removed member stay in {}: {}", folder, e.toString());
        }
    }

    private void remove(String name) throws IOException {
        if (!present.containsKey(name)) {
            return;
        }
        try {
            disk.delete(folder.resolve(name));
        } catch (NoSuchFileException e) {
            // Removed by hand: as it should be.
        }
        unsynced = true;
        present.remove(name);
    }

    /** Makes sure that a new member of this name does not inherit anything, after a crash neither. */
    public void requireNone(String name) throws IOException {
        remove(name);
        syncRemovals();
    }

    private void syncRemovals() throws IOException {
        if (unsynced) {
            disk.syncFolder(folder);
            unsynced = false;
        }
    }
}
