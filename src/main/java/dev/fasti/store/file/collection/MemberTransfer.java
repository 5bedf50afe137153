package dev.fasti.store.file.collection;

import dev.fasti.store.Author;
import dev.fasti.store.Collection.Outcome;
import dev.fasti.store.CollectionStore.Transfer;
import dev.fasti.store.Facts;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.condition.WriteCondition;
import dev.fasti.store.file.disk.Digest;
import dev.fasti.store.file.disk.FileNames;
import dev.fasti.store.file.disk.FileStamp;
import dev.fasti.store.file.folder.Folder;
import dev.fasti.store.file.folder.Setting;
import dev.fasti.store.file.index.Entry;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One copy or move of a member, within a collection or between two. Inside the gate. */
public record MemberTransfer(
        Setting setting,
        Reconciler reconciler,
        MemberWrites writes,
        Gate gate,
        Transfer transfer,
        Folder source,
        String from,
        WriteCondition sourceCondition,
        Folder target,
        String to,
        WriteCondition targetCondition,
        Facts facts,
        Author author) {

    /** @return whether the destination is new; the folders' names are still to be synced */
    public Outcome run() throws IOException {
        FileNames.in(source.path(), from);
        FileNames.in(target.path(), to);
        Folder first = source.path().compareTo(target.path()) <= 0 ? source : target;
        Folder second = first == source ? target : source;
        first.lock().lock();
        try {
            second.lock().lock();
            try {
                return locked();
            } finally {
                second.lock().unlock();
            }
        } finally {
            first.lock().unlock();
        }
    }

    private Outcome locked() throws IOException {
        source.requireHere();
        target.requireHere();
        reconciler.refresh(source, from, sourceCondition);
        Optional<FileStamp> found = reconciler.refresh(target, to, targetCondition);
        Entry entry = source.index().entry(from);
        if (entry == null) {
            throw new StoreException.NotFound("the member");
        }
        MemberWrites.requireFree(to, found);
        Entry replaced = target.index().entry(to);
        MemberWrites.requireCondition(sourceCondition, entry);
        MemberWrites.requireCondition(targetCondition, replaced);
        requireUid(replaced);
        if (source == target && from.equals(to)) {
            return Outcome.REPLACED;
        }
        if (replaced == null && found.isPresent()) {
            throw new StoreException.Unavailable("a file of that name is there and cannot be read", null);
        }
        properties(entry, replaced);
        boolean done = false;
        try {
            place(entry, replaced);
            done = true;
        } finally {
            if (!done && target.index().entry(to) == replaced) {
                restoreProperties(entry, replaced);
            }
        }
        return replaced == null ? Outcome.CREATED : Outcome.REPLACED;
    }

    private boolean isMove() {
        return transfer == Transfer.MOVE;
    }

    private void requireUid(@Nullable Entry replaced) {
        String holder = target.index()
                .uidHolder(facts.uid(), name -> name.equals(to) || (isMove() && source == target && name.equals(from)));
        if (holder != null) {
            throw new StoreException.UidConflict(holder);
        }
        if (MemberWrites.changesUid(replaced, facts)) {
            throw new StoreException.UidConflict(to);
        }
    }

    /** The properties go first: a crash in between leaves at worst properties without a member, which are erased. */
    private void properties(Entry entry, @Nullable Entry replaced) throws IOException {
        boolean stale = replaced == null || !replaced.properties().equals(entry.properties());
        if (stale) {
            target.properties().replace(to, replaced, entry.properties(), author);
        }
    }

    private void place(Entry entry, @Nullable Entry replaced) throws IOException {
        Path origin = source.path().resolve(from);
        Path goal = target.path().resolve(to);
        if (isMove() && source == target) {
            Entry after = entry(entry, origin, replaced);
            target.move(from, after.withRevision(after.revision() + 1), author, () -> writes.rename(origin, goal));
            return;
        }
        Path file = copy(entry, origin);
        try {
            Entry after = entry(entry, file, replaced);
            target.usage()
                    .admit(
                            target.path(),
                            growth(after, replaced),
                            () -> target.write(after, author, () -> writes.rename(file, goal)));
        } finally {
            Files.deleteIfExists(file);
        }
        if (isMove()) {
            target.syncNames();
            source.remove(from, author);
        }
    }

    /** How much larger the target's home becomes: not at all by a move within it. */
    private long growth(Entry after, @Nullable Entry replaced) {
        boolean stays = isMove() && target.usage().isSameHome(source.path(), target.path());
        return stays ? 0 : after.size() - (replaced == null ? 0 : replaced.size());
    }

    /** A move keeps the creation; a copy is made now, whatever was in its place (RFC 4918 section 15.1). */
    private Entry entry(Entry entry, Path file, @Nullable Entry replaced) throws IOException {
        Entry after =
                writes.entry(target, to, file, entry.digest(), facts, replaced).withProperties(entry.properties());
        return after.withCreated(isMove() ? entry.created() : after.modified());
    }

    /** A durable copy of exactly the octets that the entry describes. */
    private Path copy(Entry entry, Path origin) throws IOException {
        byte[] octets = Files.readAllBytes(origin);
        if (!Digest.of(octets).equals(entry.digest())) {
            throw new StoreException.ConditionFailed(
                    Optional.of(Digest.of(octets).etag()));
        }
        return writes.newFile(target, octets, gate);
    }

    private void restoreProperties(Entry entry, @Nullable Entry replaced) {
        try {
            Map<PropertyName, PropertyValue> before = replaced == null ? Map.of() : replaced.properties();
            target.properties().replace(to, entry, before, author);
        } catch (IOException e) {
            // The failure that brought us here is the one to tell.
        }
    }
}
