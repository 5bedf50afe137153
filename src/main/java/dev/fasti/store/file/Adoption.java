package dev.fasti.store.file;

import dev.fasti.store.Author;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.file.collection.Folders;
import dev.fasti.store.file.collection.Gate;
import dev.fasti.store.file.disk.Leftovers;
import dev.fasti.store.file.disk.Places;
import dev.fasti.store.file.folder.Setting;
import dev.fasti.store.file.past.CollectionEvent;
import dev.fasti.store.file.past.CollectionEvent.What;
import dev.fasti.store.file.props.ResourceId;
import dev.fasti.store.path.CollectionPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** Takes a collection's folder that was gathered elsewhere into the store: it is there in one step, whole. */
final class Adoption {
    private final Setting setting;
    private final Gate gate;
    private final Folders folders;
    private final Attic attic;

    Adoption(Setting setting, Gate gate, Folders folders, Attic attic) {
        this.setting = setting;
        this.gate = gate;
        this.folders = folders;
        this.attic = attic;
    }

    void run(CollectionPath path, FolderFiller filler, Author author) throws IOException {
        Path place = attic.newPlace(folders.root());
        try {
            Files.createDirectory(place);
            filler.fill(place);
            ResourceId.forget(place);
            Gate.Work<Path, IOException> settle = () -> settle(path, place, author);
            gate.alone(settle);
        } finally {
            Leftovers.erase(place);
        }
    }

    private Path settle(CollectionPath path, Path place, Author author) throws IOException {
        Path location = folders.location(path);
        if (Files.exists(location, LinkOption.NOFOLLOW_LINKS)) {
            throw new StoreException.NameTaken(path.toString());
        }
        Creation.requireParent(folders, path);
        setting.disk().rename(place, location);
        setting.disk().syncFolder(Places.parent(location));
        CollectionEvent made = CollectionEvent.at(path, What.MADE, setting.now(), author);
        new Chronicle(setting).tell(location, List.of(made));
        folders.own().changed(path);
        return location;
    }
}
