package dev.fasti.store.file.props;

import dev.fasti.store.file.disk.Disk;
import dev.fasti.store.file.disk.Places;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyPatch;
import dev.fasti.store.property.PropertyValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A collection's name for all time (RFC 5842 section 3.1). It lies in a file of its own, because nothing but a client's
 * change may change the file of the properties, and is one of the properties in memory only.
 */
public final class ResourceId {
    private static final Logger LOG = LoggerFactory.getLogger(ResourceId.class);

    private ResourceId() {}

    /** Gives a new collection, which nobody sees yet, its name; the folder that holds the file is synced by the caller. */
    public static void create(Places places, Disk disk) throws IOException {
        disk.create(places.resourceId(), fresh());
    }

    private static byte[] fresh() {
        return ("urn:uuid:" + UUID.randomUUID() + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * The properties with the name. A collection that came by another way than through the store gets one, once; where
     * that cannot be written it has none.
     */
    public static Props of(Places places, Props props, Disk disk) {
        try {
            Optional<String> known = read(places.resourceId());
            return with(props, known.isPresent() ? known.get() : give(places, disk));
        } catch (IOException e) {
            LOG.warn("{} has no name for all time: {}", places.folder(), e.toString());
            return props;
        }
    }

    private static Optional<String> read(Path file) throws IOException {
        try {
            String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
            return Optional.of(text).filter(id -> id.matches("urn:uuid:[0-9a-f-]{36}"));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static String give(Places places, Disk disk) throws IOException {
        Path temporary = places.newTemporary();
        try {
            disk.create(temporary, fresh());
            disk.rename(temporary, places.resourceId());
        } finally {
            Files.deleteIfExists(temporary);
        }
        disk.syncFolder(Places.parent(places.resourceId()));
        return read(places.resourceId()).orElseThrow(() -> new IOException("what was written cannot be read"));
    }

    private static Props with(Props props, String id) {
        return props.with(new PropertyPatch(Map.of(PropertyName.RESOURCE_ID, Optional.of(new PropertyValue.Text(id))))
                .applyTo(props.properties()));
    }

    /** Other properties of the same collection. */
    public static Props kept(Props before, Props after) {
        return before.properties().get(PropertyName.RESOURCE_ID) instanceof PropertyValue.Text id
                ? with(after, id.text())
                : after;
    }

    /** Takes the names away from a collection that is a copy, from wherever, and from those inside. */
    public static void forget(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file :
                    all.filter(path -> path.endsWith(Places.RESOURCE_ID)).toList()) {
                Files.delete(file);
            }
        }
    }
}
