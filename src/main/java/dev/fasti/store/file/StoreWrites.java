package dev.fasti.store.file;

import dev.fasti.store.Author;
import dev.fasti.store.Collection;
import dev.fasti.store.Collection.Outcome;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.CollectionStore.Overwrite;
import dev.fasti.store.CollectionStore.Transfer;
import dev.fasti.store.Facts;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.condition.WriteCondition;
import dev.fasti.store.file.collection.FileCollection;
import dev.fasti.store.file.collection.Folders;
import dev.fasti.store.file.collection.Folders.Caches;
import dev.fasti.store.file.collection.Gate;
import dev.fasti.store.file.collection.MemberTransfer;
import dev.fasti.store.file.collection.Steps;
import dev.fasti.store.file.disk.Failures;
import dev.fasti.store.file.disk.Leftovers;
import dev.fasti.store.file.disk.Places;
import dev.fasti.store.file.folder.Folder;
import dev.fasti.store.file.folder.HomeUsage;
import dev.fasti.store.file.folder.Setting;
import dev.fasti.store.file.past.CollectionEvent;
import dev.fasti.store.file.past.CollectionEvent.What;
import dev.fasti.store.file.past.Event;
import dev.fasti.store.file.past.MassDeletes.Loss;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.path.MemberPath;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyValue;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What changes more than one collection's members: collections that come and go, and what goes between two. */
record StoreWrites(Setting setting, Folders folders, Attic attic, Trash trash, Steps steps, HomeUsage usage) {
    private <T extends @Nullable Object> T together(Gate.Work<T, IOException> work) {
        try {
            return steps.gate().together(work);
        } catch (IOException e) {
            throw Failures.of(e, folders.root());
        }
    }

    private <T extends @Nullable Object> T alone(Gate.Work<T, IOException> work) {
        try {
            return steps.gate().alone(work);
        } catch (IOException e) {
            throw Failures.of(e, folders.root());
        }
    }

    Collection create(
            CollectionPath path, CollectionKind kind, Map<PropertyName, PropertyValue> properties, Author author) {
        usage.prepare(path);
        usage.require(path, 1);
        return alone(() -> new Creation(setting, folders, attic).run(path, kind, properties, author));
    }

    void delete(CollectionPath path, Author author) {
        Instant time = setting.clock().instant();
        int[] held = new int[1];
        Optional<Path> erased = alone(() -> {
            held[0] = folders.find(path)
                    .orElseThrow(() -> new StoreException.NotFound(path.toString()))
                    .folder()
                    .index()
                    .byName()
                    .size();
            return remove(path, author);
        });
        erased.ifPresent(Leftovers::erase);
        steps.massDeletes().collection(path, author, held[0], time);
    }

    /** @return what is left to be erased */
    private Optional<Path> remove(CollectionPath path, Author author) throws IOException {
        Path location = folders.location(path);
        if (Files.isSymbolicLink(location)) {
            folders.forget(path);
            setting.disk().delete(location);
            setting.disk().syncFolder(Places.parent(location));
            return Optional.empty();
        }
        Path real = location.toRealPath();
        Optional<Path> erased = Optional.empty();
        if (!isBuried(location, path, author)) {
            erased = Optional.of(attic.take(location));
        }
        folders.release(real, Caches.ABANDONED);
        setting.disk().syncFolder(Places.parent(location));
        folders.own().changed(path);
        return erased;
    }

    private boolean isBuried(Path location, CollectionPath path, Author author) throws IOException {
        if (!trash.isOn()) {
            return false;
        }
        try {
            trash.take(location, path, author);
            return true;
        } catch (AtomicMoveNotSupportedException e) {
            return false;
        }
    }

    Outcome transfer(
            Transfer transfer,
            MemberPath from,
            WriteCondition source,
            MemberPath to,
            Facts facts,
            WriteCondition destination,
            Author author) {
        Instant time = setting.clock().instant();
        int held = transfer == Transfer.MOVE ? size(from.collection()) : 0;
        usage.prepare(to.collection());
        Gate.Work<Outcome, IOException> work = () -> member(transfer, from, source, to, facts, destination, author);
        Outcome outcome;
        try {
            outcome = together(work);
        } catch (StoreException.NameTaken e) {
            if (!(destination instanceof WriteCondition.Always)) {
                throw new StoreException.ConditionFailed(Optional.empty());
            }
            outcome = alone(() -> new MemberOverCollection(setting, folders, attic).run(from, to, author, work));
        }
        if (transfer == Transfer.MOVE && !from.collection().equals(to.collection())) {
            Loss loss = new Loss(from.collection(), author, from.name(), Event.What.DELETED, held, time);
            steps.massDeletes().member(loss, () -> told(from.collection()));
        }
        return outcome;
    }

    private List<Event> told(CollectionPath path) throws IOException {
        Optional<FileCollection> found = together(() -> folders.find(path));
        return found.isPresent() ? found.get().folder().past().events() : List.of();
    }

    private int size(CollectionPath path) {
        Optional<FileCollection> found = together(() -> folders.find(path));
        return found.map(collection -> collection.folder().index().byName().size())
                .orElse(0);
    }

    private Outcome member(
            Transfer transfer,
            MemberPath from,
            WriteCondition source,
            MemberPath to,
            Facts facts,
            WriteCondition destination,
            Author author)
            throws IOException {
        Folder origin = folders.find(from.collection())
                .orElseThrow(() -> new StoreException.NotFound(from.collection().toString()))
                .folder();
        Folder target = folders.find(to.collection())
                .orElseThrow(() -> new StoreException.ParentMissing(to.name()))
                .folder();
        Outcome outcome = new MemberTransfer(
                        setting,
                        steps.reconciler(),
                        steps.writes(),
                        steps.gate(),
                        transfer,
                        origin,
                        from.name(),
                        source,
                        target,
                        to.name(),
                        destination,
                        facts,
                        author)
                .run();
        target.syncNames();
        if (transfer == Transfer.MOVE && origin != target) {
            origin.syncNames();
        }
        return outcome;
    }

    Outcome transfer(Transfer transfer, CollectionPath from, CollectionPath to, Overwrite overwrite, Author author) {
        Instant time = setting.clock().instant();
        int[] held = new int[1];
        usage.prepare(to);
        Outcome outcome = alone(() -> {
            held[0] = folders.find(to)
                    .map(there -> there.folder().index().byName().size())
                    .orElse(0);
            return new CollectionTransfer(setting, folders, attic, transfer, from, to, author).run(overwrite);
        });
        if (outcome == Outcome.REPLACED) {
            steps.massDeletes().collection(to, author, held[0], time);
        }
        return outcome;
    }

    /** Brings a collection back from the trash, to where nothing is. */
    Collection bringBack(Trash.Item item, CollectionPath to, Author author) {
        return alone(() -> {
            Creation.requireParent(folders, to);
            Path location = folders.location(to);
            if (Files.exists(location, LinkOption.NOFOLLOW_LINKS)) {
                throw new StoreException.NameTaken(to.toString());
            }
            setting.disk().rename(item.content(), location);
            setting.disk().syncFolder(Places.parent(location));
            Leftovers.erase(item.place());
            new Chronicle(setting)
                    .tell(
                            location,
                            List.of(
                                    CollectionEvent.at(item.path(), What.DELETED, item.until(), item.author()),
                                    CollectionEvent.at(to, What.BROUGHT_BACK, setting.now(), author)));
            folders.own().changed(to);
            usage.arrived(to);
            return folders.find(to).orElseThrow(() -> new StoreException.NotFound(to.toString()));
        });
    }
}
