package dev.fasti.store.file.index;

import dev.fasti.store.Change;
import dev.fasti.store.Facts;
import dev.fasti.store.Member;
import dev.fasti.store.file.disk.Digest;
import dev.fasti.store.file.disk.FileStamp;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyValue;
import java.time.Instant;
import java.util.Map;

/** The latest thing that happened to a name, in the compact form that the index holds. */
public sealed interface Latest {
    String name();

    long revision();

    /** When it happened, in milliseconds since 1970. */
    long time();

    Change change();

    /**
     * A member that is there.
     *
     * @param size in octets
     * @param mtime the file's modification time in nanoseconds since 1970; with the size, how a changed file is noticed
     * @param created in milliseconds since 1970
     * @param modified in milliseconds since 1970
     */
    record Entry(
            String name,
            Digest digest,
            long size,
            long mtime,
            long created,
            long modified,
            long revision,
            Facts facts,
            Map<PropertyName, PropertyValue> properties)
            implements Latest {
        public Member member() {
            return new Member(
                    name,
                    digest.etag(),
                    size,
                    Instant.ofEpochMilli(created),
                    Instant.ofEpochMilli(modified),
                    revision,
                    facts,
                    properties);
        }

        public boolean isOf(FileStamp stamp) {
            return size == stamp.size() && mtime == stamp.mtime();
        }

        public Entry withRevision(long other) {
            return new Entry(name, digest, size, mtime, created, modified, other, facts, properties);
        }

        public Entry withCreated(long other) {
            return new Entry(name, digest, size, mtime, other, modified, revision, facts, properties);
        }

        public Entry withProperties(Map<PropertyName, PropertyValue> other) {
            return new Entry(name, digest, size, mtime, created, modified, revision, facts, other);
        }

        @Override
        public long time() {
            return modified;
        }

        @Override
        public Change change() {
            return new Change.Written(member());
        }
    }

    /** A member that is gone. */
    record Tombstone(String name, long revision, long time) implements Latest {
        @Override
        public Change change() {
            return new Change.Removed(name, revision);
        }
    }
}
