package dev.fasti.store.file;

import dev.fasti.store.Collection;
import dev.fasti.store.CollectionPath;
import dev.fasti.store.Content;
import dev.fasti.store.Facts;
import dev.fasti.store.PropertyName;
import dev.fasti.store.PropertyPatch;
import dev.fasti.store.PropertyValue;
import dev.fasti.store.Snapshot;
import dev.fasti.store.StoreException;
import dev.fasti.store.WriteCondition;
import dev.fasti.store.file.Latest.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A collection as its users see it: one path that leads to a {@link Folder}. */
final class FileCollection implements Collection {
    private final CollectionPath path;
    private final Folder folder;
    private final Gate gate;
    private final Reconciler reconciler;
    private final MemberReads reads;
    private final MemberWrites writes;
    private final OwnProperties own;
    private final ReentrantLock telling = new ReentrantLock();
    private volatile @Nullable Map<PropertyName, PropertyValue> told;

    FileCollection(
            CollectionPath path,
            Folder folder,
            Gate gate,
            Reconciler reconciler,
            MemberReads reads,
            MemberWrites writes,
            OwnProperties own) {
        this.path = path;
        this.folder = folder;
        this.gate = gate;
        this.reconciler = reconciler;
        this.reads = reads;
        this.writes = writes;
        this.own = own;
        tell();
    }

    /** Tells of other properties than before; one at a time, so that none is told after its successor. */
    private void tell() {
        if (folder.snapshot().properties() == told) {
            return;
        }
        telling.lock();
        try {
            Map<PropertyName, PropertyValue> now = folder.snapshot().properties();
            if (now != told) {
                told = now;
                own.told(path, now);
            }
        } finally {
            telling.unlock();
        }
    }

    Folder folder() {
        return folder;
    }

    @Override
    public CollectionPath path() {
        return path;
    }

    @Override
    public Snapshot snapshot() {
        requireHere();
        notice();
        requireHere();
        return folder.snapshot();
    }

    /** Looks for changes behind the server's back. */
    void notice() {
        try {
            gate.<IOException>ifFree(() -> {
                reconciler.glance(folder);
                return folder;
            });
            tell();
        } catch (IOException e) {
            throw Failures.of(e, folder.path());
        }
    }

    private void requireHere() {
        gate.requireOpen();
        folder.requireHere();
    }

    @Override
    public Optional<Content> read(String name) {
        requireHere();
        Path file = FileNames.in(folder.path(), name);
        Entry entry = folder.index().entry(name);
        if (entry == null) {
            return Optional.empty();
        }
        Optional<Content> content = reads.read(file, entry);
        return content.isPresent() ? content : locked(() -> reads.reread(folder, name, file));
    }

    private <T> T locked(Gate.Work<T, IOException> work) {
        try {
            return gate.together(() -> {
                folder.lock().lock();
                try {
                    folder.requireHere();
                    return work.run();
                } finally {
                    folder.lock().unlock();
                }
            });
        } catch (IOException e) {
            throw Failures.of(e, folder.path());
        }
    }

    @Override
    public Written put(String name, byte[] octets, Facts facts, WriteCondition condition) {
        requireHere();
        Path file = FileNames.in(folder.path(), name);
        Facts compact = FactsCodec.compact(facts);
        if (!writes.mayHold(folder, name, compact, condition)) {
            locked(() -> {
                writes.require(folder, name, compact, condition);
                return name;
            });
        }
        try {
            Path temporary = writes.newFile(folder, octets, gate);
            Written written;
            try {
                written = locked(() -> writes.put(folder, file, temporary, Digest.of(octets), compact, condition));
            } finally {
                Files.deleteIfExists(temporary);
            }
            folder.syncNames();
            return written;
        } catch (IOException e) {
            throw Failures.of(e, folder.path());
        }
    }

    @Override
    public void delete(String name, WriteCondition condition) {
        requireHere();
        FileNames.in(folder.path(), name);
        locked(() -> {
            writes.delete(folder, name, condition);
            return name;
        });
        syncNames();
    }

    @Override
    public void patch(PropertyPatch patch) {
        requireHere();
        locked(() -> {
            Path file = folder.places().props();
            Props before = PropsFile.read(file);
            Props after = before.with(patch.applyTo(before.properties()));
            Path temporary = writes.newFile(folder, after.octets(), gate);
            try {
                folder.tracked(() -> writes.rename(temporary, file));
            } finally {
                Files.deleteIfExists(temporary);
            }
            folder.amend(after, FileStamp.of(file).orElse(null));
            tell();
            return file;
        });
        syncNames();
    }

    @Override
    public void patchMember(String name, PropertyPatch patch, WriteCondition condition) {
        requireHere();
        FileNames.in(folder.path(), name);
        locked(() -> {
            reconciler.refresh(folder, name);
            Entry entry = folder.index().entry(name);
            if (entry == null) {
                throw new StoreException.NotFound("the member");
            }
            MemberWrites.requireCondition(condition, entry);
            Map<PropertyName, PropertyValue> after = patch.applyTo(entry.properties());
            folder.memberProperties().write(name, after, folder.places().newTemporary());
            folder.amend(entry.withProperties(after));
            return name;
        });
    }

    private void syncNames() {
        try {
            folder.syncNames();
        } catch (IOException e) {
            throw Failures.of(e, folder.path());
        }
    }
}
