package dev.fasti.store.file.collection;

import dev.fasti.store.Author;
import dev.fasti.store.Collection;
import dev.fasti.store.Content;
import dev.fasti.store.Facts;
import dev.fasti.store.Snapshot;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.condition.WriteCondition;
import dev.fasti.store.file.disk.Digest;
import dev.fasti.store.file.disk.Failures;
import dev.fasti.store.file.disk.FileNames;
import dev.fasti.store.file.folder.Folder;
import dev.fasti.store.file.index.Entry;
import dev.fasti.store.file.past.Event.What;
import dev.fasti.store.file.past.MassDeletes.Loss;
import dev.fasti.store.file.props.Props;
import dev.fasti.store.file.props.PropsFile;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyPatch;
import dev.fasti.store.property.PropertyValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A collection as its users see it: one path that leads to a {@link Folder}. */
public final class FileCollection implements Collection {
    private final CollectionPath path;
    private final Folder folder;
    private final Steps steps;
    private final Author author;
    private final ToldProperties told;

    FileCollection(CollectionPath path, Folder folder, Steps steps) {
        this(path, folder, steps, Author.UNKNOWN, new ToldProperties(path, folder, steps.own()));
    }

    private FileCollection(CollectionPath path, Folder folder, Steps steps, Author author, ToldProperties told) {
        this.path = path;
        this.folder = folder;
        this.steps = steps;
        this.author = author;
        this.told = told;
    }

    @Override
    public Collection by(Author other) {
        return new FileCollection(path, folder, steps, other, told);
    }

    public Folder folder() {
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

    @Override
    public Snapshot lastSeen() {
        requireHere();
        return folder.snapshot();
    }

    /** Looks for changes behind the server's back. */
    void notice() {
        try {
            steps.gate().<IOException>ifFree(() -> {
                steps.reconciler().glance(folder);
                return folder;
            });
            told.tell();
        } catch (IOException e) {
            throw Failures.of(e, folder.path());
        }
    }

    private void requireHere() {
        steps.gate().requireOpen();
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
        Optional<Content> content = steps.reads().read(file, entry);
        return content.isPresent() ? content : locked(() -> steps.reads().reread(folder, name, file));
    }

    private <T> T locked(Gate.Work<T, IOException> work) {
        try {
            return steps.gate().together(() -> {
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
        folder.usage().prepare(path);
        Entry before = folder.index().entry(name);
        if (!steps.writes().mayHold(folder, name, facts, condition)) {
            locked(() -> {
                steps.writes().require(folder, name, facts, condition);
                return name;
            });
        }
        try {
            Digest digest = Digest.of(octets);
            Path temporary = steps.writes().newFile(folder, octets, steps.gate());
            Written written = null;
            try {
                written = locked(() -> steps.writes().put(folder, file, temporary, digest, facts, condition, author));
            } finally {
                if (written == null) {
                    Files.deleteIfExists(temporary);
                }
            }
            folder.syncNames();
            if (before != null
                    && !before.digest().etag().equals(written.member().etag())) {
                tellOfLoss(
                        name,
                        What.REPLACED,
                        folder.index().byName().size(),
                        written.member().modified());
            }
            return written;
        } catch (IOException e) {
            throw Failures.of(e, folder.path());
        }
    }

    @Override
    public void delete(String name, WriteCondition condition) {
        requireHere();
        FileNames.in(folder.path(), name);
        Instant time = steps.clock().instant();
        int held = locked(() -> steps.writes().delete(folder, name, condition, author));
        syncNames();
        tellOfLoss(name, What.DELETED, held, time);
    }

    private void tellOfLoss(String name, What what, int held, Instant time) {
        steps.massDeletes().member(new Loss(path, author, name, what, held, time), folder.past()::events);
    }

    @Override
    public void patch(PropertyPatch patch) {
        requireHere();
        locked(() -> {
            Path file = folder.places().props();
            Props before = before(file);
            Props after = before.with(patch.applyTo(before.properties()));
            Path temporary = steps.writes().newFile(folder, after.octets(), steps.gate());
            try {
                folder.replaceProps(after, author, () -> steps.writes().rename(temporary, file));
            } finally {
                Files.deleteIfExists(temporary);
            }
            told.tell();
            return file;
        });
        syncNames();
    }

    /** What is to be changed: a file that is away for a moment must not be replaced by the change alone. */
    private Props before(Path file) throws IOException {
        Optional<Props> found = PropsFile.find(file);
        if (found.isEmpty() && folder.seen().props() != null) {
            throw new StoreException.Unavailable("the properties are being replaced", null);
        }
        return found.orElse(Props.NONE);
    }

    @Override
    public void patchMember(String name, PropertyPatch patch, WriteCondition condition) {
        requireHere();
        FileNames.in(folder.path(), name);
        locked(() -> {
            steps.reconciler().refresh(folder, name, condition);
            Entry entry = folder.index().entry(name);
            if (entry == null) {
                throw new StoreException.NotFound("the member");
            }
            MemberWrites.requireCondition(condition, entry);
            Map<PropertyName, PropertyValue> after = patch.applyTo(entry.properties());
            folder.properties().replace(name, entry, after, author);
            folder.amend(entry.withProperties(after));
            return name;
        });
        try {
            folder.past().syncNames();
        } catch (IOException e) {
            throw Failures.of(e, folder.path());
        }
    }

    private void syncNames() {
        try {
            folder.syncNames();
        } catch (IOException e) {
            throw Failures.of(e, folder.path());
        }
    }
}
