package dev.fasti.store.file.collection;

import dev.fasti.store.Author;
import dev.fasti.store.Collection.Outcome;
import dev.fasti.store.Collection.Written;
import dev.fasti.store.Facts;
import dev.fasti.store.condition.ETag;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.condition.WriteCondition;
import dev.fasti.store.file.disk.Digest;
import dev.fasti.store.file.disk.FileStamp;
import dev.fasti.store.file.disk.Places;
import dev.fasti.store.file.folder.Folder;
import dev.fasti.store.file.folder.Setting;
import dev.fasti.store.file.index.CollectionIndex;
import dev.fasti.store.file.index.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The steps of writing members; those that take a folder run under its lock unless they say otherwise. */
public final class MemberWrites {
    private final Setting setting;
    private final Reconciler reconciler;

    MemberWrites(Setting setting, Reconciler reconciler) {
        this.setting = setting;
        this.reconciler = reconciler;
    }

    /**
     * Writes a new, nameless file in the folder's file system, durably. Needs no lock.
     *
     * @throws StoreException.NotFound if the folder is no more
     */
    Path newFile(Folder folder, byte[] octets, Gate gate) throws IOException {
        try {
            return create(folder, octets);
        } catch (NoSuchFileException e) {
            gate.together(() -> {
                reconciler.requireHere(folder);
                Places.makeOwn(folder.places().temporary());
                return folder;
            });
            return create(folder, octets);
        }
    }

    private Path create(Folder folder, byte[] octets) throws IOException {
        Path temporary = folder.places().newTemporary();
        boolean whole = false;
        try {
            setting.disk().create(temporary, octets);
            whole = true;
            return temporary;
        } finally {
            if (!whole) {
                Files.deleteIfExists(temporary);
            }
        }
    }

    void rename(Path from, Path to) throws IOException {
        setting.disk().rename(from, to);
    }

    /** Whether a put looks possible, before anything is written and without a lock. */
    boolean mayHold(Folder folder, String name, Facts facts, WriteCondition condition) {
        CollectionIndex index = folder.index();
        Entry entry = index.entry(name);
        return condition.holds(tag(entry)) && uidHolder(index, name, entry, facts) == null;
    }

    /**
     * Refuses a put that is not possible.
     *
     * @return the member of that name as it is; null if there is none
     */
    @Nullable
    Entry require(Folder folder, String name, Facts facts, WriteCondition condition) throws IOException {
        Optional<FileStamp> found = reconciler.refresh(folder, name, condition);
        requireFree(name, found);
        Entry entry = folder.index().entry(name);
        requireCondition(condition, entry);
        String holder = uidHolder(folder.index(), name, entry, facts);
        if (holder != null) {
            throw new StoreException.UidConflict(holder);
        }
        if (entry == null && found.isPresent()) {
            throw new StoreException.Unavailable("a file of that name is there and cannot be read", null);
        }
        return entry;
    }

    static void requireFree(String name, Optional<FileStamp> found) {
        if (found.isPresent() && !found.get().isFile()) {
            throw new StoreException.NameTaken(name);
        }
    }

    static void requireCondition(WriteCondition condition, @Nullable Entry entry) {
        if (!condition.holds(tag(entry))) {
            throw new StoreException.ConditionFailed(tag(entry));
        }
    }

    private static Optional<ETag> tag(@Nullable Entry entry) {
        return Optional.ofNullable(entry).map(present -> present.digest().etag());
    }

    /**
     * The member whose UID stands in the way. One that shares its UID with another already (a copy made by hand) may
     * keep it; one that has a UID stands in the way of another UID itself (RFC 4791 section 5.3.2.1).
     */
    private static @Nullable String uidHolder(CollectionIndex index, String name, @Nullable Entry entry, Facts facts) {
        if (keepsUid(entry, facts)) {
            return null;
        }
        String holder = index.uidHolder(facts.uid(), name::equals);
        return holder == null && changesUid(entry, facts) ? name : holder;
    }

    private static boolean keepsUid(@Nullable Entry entry, Facts facts) {
        return entry != null
                && facts.uid() != null
                && facts.uid().equals(entry.facts().uid());
    }

    /** Whether the member would get another UID than it has. */
    static boolean changesUid(@Nullable Entry entry, Facts facts) {
        return entry != null
                && facts.uid() != null
                && entry.facts().uid() != null
                && !facts.uid().equals(entry.facts().uid());
    }

    /** Puts a temporary file in place. */
    Written put(
            Folder folder,
            Path file,
            Path temporary,
            Digest digest,
            Facts facts,
            WriteCondition condition,
            Author author)
            throws IOException {
        String name = file.getFileName().toString();
        Entry before = require(folder, name, facts, condition);
        if (before == null) {
            folder.properties().requireNone(name);
        }
        Entry after = entry(folder, name, temporary, digest, facts, before);
        folder.usage()
                .admit(
                        folder.path(),
                        after.size() - (before == null ? 0 : before.size()),
                        () -> folder.write(after, author, () -> rename(temporary, file)));
        return new Written(after.member(), before == null ? Outcome.CREATED : Outcome.REPLACED);
    }

    /** The member that a file will be under a name. */
    Entry entry(Folder folder, String name, Path file, Digest digest, Facts facts, @Nullable Entry before)
            throws IOException {
        FileStamp stamp = FileStamp.of(file).orElseThrow(() -> new NoSuchFileException(file.toString()));
        long now = setting.clock().millis();
        return new Entry(
                name,
                digest,
                stamp.size(),
                stamp.mtime(),
                before == null ? now : before.created(),
                now,
                folder.nextRevision(),
                facts,
                before == null ? Map.of() : before.properties());
    }

    /** @return how many members there were before */
    int delete(Folder folder, String name, WriteCondition condition, Author author) throws IOException {
        reconciler.refresh(folder, name, condition);
        Entry entry = folder.index().entry(name);
        if (entry == null) {
            throw new StoreException.NotFound("the member");
        }
        requireCondition(condition, entry);
        int held = folder.index().byName().size();
        folder.remove(name, author);
        return held;
    }
}
