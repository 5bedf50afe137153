package dev.fasti.store.file;

import dev.fasti.store.PropertyName;
import dev.fasti.store.PropertyPatch;
import dev.fasti.store.PropertyValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A collection's name for all time (RFC 5842 section 3.1), which lies among its properties. */
final class ResourceId {
    private static final Logger LOG = LoggerFactory.getLogger(ResourceId.class);

    private ResourceId() {}

    /** The properties of a new collection: whatever they are made from, the name is new. */
    static Props anew(Props props) {
        PropertyValue id = new PropertyValue.Text("urn:uuid:" + UUID.randomUUID());
        return props.with(
                new PropertyPatch(Map.of(PropertyName.RESOURCE_ID, Optional.of(id))).applyTo(props.properties()));
    }

    /**
     * Gives a collection that came by another way than through the store its name, once. Where that cannot be written
     * the collection has none.
     *
     * @return its properties
     */
    static Props ensure(Places places, Disk disk) {
        Path file = places.props();
        Props props;
        try {
            props = PropsFile.read(file);
        } catch (IOException e) {
            return PropsFile.readOrPlain(file);
        }
        if (props.properties().containsKey(PropertyName.RESOURCE_ID)) {
            return props;
        }
        try {
            return replace(places, anew(props), disk);
        } catch (IOException e) {
            LOG.warn("{} gets no name for all time: {}", places.folder(), e.toString());
            return props;
        }
    }

    /** Gives a collection that is a copy, from wherever, a name of its own. */
    static void renew(Places places, Disk disk) throws IOException {
        try {
            replace(places, anew(PropsFile.read(places.props())), disk);
        } catch (MalformedProps e) {
            LOG.warn("{} is taken in as it is, without a name for all time: {}", places.folder(), e.toString());
        }
    }

    private static Props replace(Places places, Props props, Disk disk) throws IOException {
        Files.createDirectories(places.temporary());
        Path temporary = places.newTemporary();
        try {
            disk.create(temporary, props.octets());
            disk.rename(temporary, places.props());
        } finally {
            Files.deleteIfExists(temporary);
        }
        disk.syncFolder(places.folder());
        return props;
    }
}
