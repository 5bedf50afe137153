package dev.fasti.store.file;

import dev.fasti.store.Author;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.file.collection.FileCollection;
import dev.fasti.store.file.collection.Folders;
import dev.fasti.store.file.disk.Leftovers;
import dev.fasti.store.file.disk.Places;
import dev.fasti.store.file.folder.NewFolder;
import dev.fasti.store.file.folder.Setting;
import dev.fasti.store.file.past.CollectionEvent;
import dev.fasti.store.file.past.CollectionEvent.What;
import dev.fasti.store.file.props.Props;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes an empty collection. Alone inside the gate. */
final class Creation {
    private final Setting setting;
    private final Folders folders;
    private final Attic attic;

    Creation(Setting setting, Folders folders, Attic attic) {
        this.setting = setting;
        this.folders = folders;
        this.attic = attic;
    }

    FileCollection run(
            CollectionPath path, CollectionKind kind, Map<PropertyName, PropertyValue> properties, Author author)
            throws IOException {
        Path location = folders.location(path);
        requireParent(folders, path);
        if (Files.exists(location, LinkOption.NOFOLLOW_LINKS)) {
            throw new StoreException.NameTaken(path.toString());
        }
        Path parent = Places.parent(location).toRealPath();
        Path place = attic.newPlace(parent);
        try {
            NewFolder.make(place, new Props(kind, properties, Map.of()), setting);
            setting.disk().rename(place, location);
        } finally {
            Leftovers.erase(place);
        }
        setting.disk().syncFolder(parent);
        CollectionEvent made = CollectionEvent.at(path, What.MADE, setting.now(), author);
        new Chronicle(setting).tell(location, List.of(made));
        return folders.find(path).orElseThrow(() -> new StoreException.NotFound(path.toString()));
    }

    /** Requires that the collection around a new one is there and holds collections. */
    static void requireParent(Folders folders, CollectionPath path) throws IOException {
        Optional<CollectionPath> parent = path.parent();
        if (parent.isPresent()) {
            FileCollection above =
                    folders.find(parent.get()).orElseThrow(() -> new StoreException.ParentMissing(path.toString()));
            if (above.folder().snapshot().kind() != CollectionKind.PLAIN) {
                throw new StoreException.ParentRefused(path.toString());
            }
        }
    }
}
