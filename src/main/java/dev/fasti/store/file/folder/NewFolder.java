package dev.fasti.store.file.folder;

import dev.fasti.store.CollectionKind;
import dev.fasti.store.file.cache.ChangeLog;
import dev.fasti.store.file.disk.Places;
import dev.fasti.store.file.index.Chain;
import dev.fasti.store.file.index.CollectionIndex;
import dev.fasti.store.file.props.Props;
import dev.fasti.store.file.props.ResourceId;
import dev.fasti.store.property.PropertyName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Makes the folder of a collection with no members, whole before it gets its name. */
public final class NewFolder {
    private NewFolder() {}

    public static void make(Path folder, Props props, Setting setting) throws IOException {
        Places places = new Places(folder);
        Files.createDirectory(folder);
        Files.createDirectories(places.cache());
        Files.createDirectories(places.temporary());
        if (setting.retention().isOn()) {
            Files.createDirectory(places.history());
        }
        ResourceId.create(places, setting.disk());
        Props own = props.without(PropertyName.RESOURCE_ID);
        if (own.kind() != CollectionKind.PLAIN || !own.properties().isEmpty()) {
            setting.disk().create(places.props(), own.octets());
        }
        // The seed has to be on the disk with the collection: the token of an empty one is given to clients too.
        CollectionIndex empty = CollectionIndex.of(List.of(), List.of(), Chain.seeded(Places.seed()));
        new ChangeLog(places.log()).rewrite(empty, setting.clock().millis());
        setting.disk().syncFolder(places.cache());
        setting.disk().syncFolder(Places.parent(places.cache()));
        setting.disk().syncFolder(folder);
    }
}
