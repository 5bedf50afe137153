package dev.fasti.store.file;

import dev.fasti.store.Author;
import dev.fasti.store.Collection.Outcome;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.CollectionStore.Overwrite;
import dev.fasti.store.CollectionStore.Transfer;
import dev.fasti.store.condition.ETag;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.file.collection.FileCollection;
import dev.fasti.store.file.collection.Folders;
import dev.fasti.store.file.collection.Folders.Caches;
import dev.fasti.store.file.disk.Failures;
import dev.fasti.store.file.disk.Leftovers;
import dev.fasti.store.file.disk.Places;
import dev.fasti.store.file.folder.Folder;
import dev.fasti.store.file.folder.HomeUsage;
import dev.fasti.store.file.folder.NewFolder;
import dev.fasti.store.file.folder.Setting;
import dev.fasti.store.file.index.Entry;
import dev.fasti.store.file.past.CollectionEvent;
import dev.fasti.store.file.past.CollectionEvent.What;
import dev.fasti.store.file.props.MemberProperties;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.property.PropertyName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One copy or move of a collection. Alone inside the gate. */
final class CollectionTransfer {
    private final Setting setting;
    private final Folders folders;
    private final Attic attic;
    private final Transfer transfer;
    private final CollectionPath from;
    private final CollectionPath to;
    private final Author author;

    /** What was moved away for the newcomer's sake. */
    private final List<Path> displaced = new ArrayList<>();

    CollectionTransfer(
            Setting setting,
            Folders folders,
            Attic attic,
            Transfer transfer,
            CollectionPath from,
            CollectionPath to,
            Author author) {
        this.setting = setting;
        this.folders = folders;
        this.attic = attic;
        this.transfer = transfer;
        this.from = from;
        this.to = to;
        this.author = author;
    }

    Outcome run(Overwrite overwrite) throws IOException {
        FileCollection source = folders.find(from).orElseThrow(() -> new StoreException.NotFound(from.toString()));
        Folder parent = parent();
        Path target = folders.location(to);
        boolean occupied = Files.exists(target, LinkOption.NOFOLLOW_LINKS);
        if (occupied && overwrite == Overwrite.FORBIDDEN) {
            throw new StoreException.ConditionFailed(tagAt(parent));
        }
        requireRoom(source.folder().usage());
        Path newcomer = transfer == Transfer.MOVE ? leave() : copy(source.folder());
        boolean placed = false;
        try {
            if (occupied) {
                vacate(target, parent);
            }
            setting.disk().rename(newcomer, target);
            placed = true;
        } finally {
            if (!placed) {
                putBack(newcomer, target);
            }
        }
        setting.disk().syncFolder(Places.parent(target));
        if (transfer == Transfer.MOVE && !from.parent().equals(to.parent())) {
            setting.disk().syncFolder(Places.parent(folders.location(from)));
        }
        tell(target);
        displaced.forEach(place -> attic.settle(place, to, author));
        folders.own().changed(from);
        folders.own().changed(to);
        source.folder().usage().arrived(to);
        return occupied ? Outcome.REPLACED : Outcome.CREATED;
    }

    private void tell(Path target) {
        What what = transfer == Transfer.MOVE ? What.MOVED : What.COPIED;
        CollectionEvent event = new CollectionEvent(setting.now(), what, to, from, author);
        new Chronicle(setting).tell(target, List.of(event));
    }

    /** What is replaced makes room for the newcomer; a move within a home takes none (RFC 4331 section 6). */
    private void requireRoom(HomeUsage usage) throws IOException {
        boolean stays = transfer == Transfer.MOVE && from.owner().equals(to.owner());
        if (!stays
                && transfer != Transfer.COPY_EMPTY
                && usage.quota(to.owner().name()).isPresent()) {
            usage.require(to, folders.octets(from) - folders.octets(to));
        }
    }

    /** The folder that is to hold the collection; null for a home. */
    private @Nullable Folder parent() throws IOException {
        if (to.isWithin(from)) {
            throw new StoreException.ParentRefused(to.toString());
        }
        Optional<CollectionPath> path = to.parent();
        if (path.isEmpty()) {
            return null;
        }
        FileCollection parent =
                folders.find(path.get()).orElseThrow(() -> new StoreException.ParentMissing(to.toString()));
        if (parent.folder().snapshot().kind() != CollectionKind.PLAIN) {
            throw new StoreException.ParentRefused(to.toString());
        }
        return parent.folder();
    }

    private Optional<ETag> tagAt(@Nullable Folder parent) {
        return Optional.ofNullable(parent)
                .map(folder -> folder.index().entry(to.name()))
                .map(entry -> entry.digest().etag());
    }

    /** Closes the source; where it lies in what it will replace, it leaves first. */
    private Path leave() throws IOException {
        Path location = folders.location(from);
        if (Files.isSymbolicLink(location)) {
            folders.forget(from);
        } else {
            folders.release(location.toRealPath(), Caches.SAVED);
        }
        if (!from.isWithin(to)) {
            return location;
        }
        Path place = attic.displace(location);
        displaced.add(place);
        return place;
    }

    private Path copy(Folder source) throws IOException {
        Path place = attic.newPlace(
                Places.parent(folders.location(to)).equals(folders.root())
                        ? folders.root()
                        : Places.parent(folders.location(to)).toRealPath());
        boolean whole = false;
        try {
            copy(from, source, place);
            whole = true;
            return place;
        } finally {
            if (!whole) {
                Leftovers.erase(place);
            }
        }
    }

    private void copy(CollectionPath path, Folder source, Path place) throws IOException {
        NewFolder.make(place, source.snapshot().props().without(PropertyName.ACL), setting);
        if (transfer != Transfer.COPY_EMPTY) {
            for (Entry entry : source.index().byName()) {
                copy(entry, source, place);
            }
            for (String child : folders.children(path)) {
                Optional<FileCollection> inner = folders.find(path.child(child));
                if (inner.isPresent()) {
                    copy(path.child(child), inner.get().folder(), place.resolve(child));
                }
            }
        }
        setting.disk().syncFolder(place);
    }

    private void copy(Entry entry, Folder source, Path place) throws IOException {
        setting.disk()
                .create(
                        place.resolve(entry.name()),
                        Files.readAllBytes(source.path().resolve(entry.name())));
        if (!entry.properties().isEmpty()) {
            Places places = new Places(place);
            new MemberProperties(places.memberProperties(), setting.disk())
                    .write(entry.name(), entry.properties(), places.newTemporary());
        }
    }

    /** Takes away what is at the destination. */
    private void vacate(Path target, @Nullable Folder parent) throws IOException {
        if (Files.isSymbolicLink(target)) {
            folders.forget(to);
            setting.disk().delete(target);
        } else if (Files.isDirectory(target)) {
            folders.release(target.toRealPath(), Caches.SAVED);
            displaced.add(attic.displace(target));
        } else if (parent != null && parent.index().entry(to.name()) != null) {
            parent.lock().lock();
            try {
                parent.remove(to.name(), author);
            } finally {
                parent.lock().unlock();
            }
            parent.syncNames();
        } else {
            throw new StoreException.NameTaken(to.toString());
        }
    }

    /** The rename failed: what was moved away goes back, a copy is of no use. */
    private void putBack(Path newcomer, Path target) {
        try {
            attic.recover();
        } catch (IOException e) {
            throw Failures.of(e, target);
        } finally {
            if (transfer != Transfer.MOVE) {
                Leftovers.erase(newcomer);
            }
        }
    }
}
