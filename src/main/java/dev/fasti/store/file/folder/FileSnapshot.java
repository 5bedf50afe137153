package dev.fasti.store.file.folder;

import dev.fasti.store.Change;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.Facts;
import dev.fasti.store.Member;
import dev.fasti.store.Members;
import dev.fasti.store.Snapshot;
import dev.fasti.store.SyncToken;
import dev.fasti.store.file.index.CollectionIndex;
import dev.fasti.store.file.index.Entry;
import dev.fasti.store.file.index.Latest;
import dev.fasti.store.file.props.Props;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyValue;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What readers see of a collection: published as a whole, never changed. */
public record FileSnapshot(CollectionIndex index, Props props, Instant created, Instant modified) implements Snapshot {
    FileSnapshot with(CollectionIndex other, Instant now) {
        return new FileSnapshot(other, props, created, later(now));
    }

    FileSnapshot with(Props other, Instant now) {
        return new FileSnapshot(index, other, created, later(now));
    }

    private Instant later(Instant now) {
        return now.isAfter(modified) ? now : modified;
    }

    @Override
    public CollectionKind kind() {
        return props.kind();
    }

    @Override
    public Map<PropertyName, PropertyValue> properties() {
        return props.properties();
    }

    @Override
    public SyncToken token() {
        return new SyncToken(index.chain().revision(), index.chain().last());
    }

    @Override
    public Members members() {
        return new IndexMembers(index);
    }

    @Override
    public Optional<Iterable<Change>> changesSince(SyncToken since) {
        if (!index.chain().has(since.revision(), since.chain())) {
            return Optional.empty();
        }
        return Optional.of(() -> mapping(index.after(since.revision()), Latest::change));
    }

    @Override
    public SyncToken tokenAt(long revision) {
        if (revision != 0 && !index.hasRevision(revision)) {
            throw new IllegalArgumentException("no change has the revision " + revision);
        }
        return new SyncToken(revision, index.chain().at(revision));
    }

    /** The images of the elements, one at a time; those whose image is null are left out. */
    private static <A, B> Iterator<B> mapping(Iterator<? extends A> source, Function<A, @Nullable B> image) {
        return new Iterator<>() {
            private @Nullable B next;

            @Override
            public boolean hasNext() {
                while (next == null && source.hasNext()) {
                    next = image.apply(source.next());
                }
                return next != null;
            }

            @Override
            public B next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                B result = next;
                next = null;
                if (result == null) {
                    throw new NoSuchElementException();
                }
                return result;
            }
        };
    }

    private record IndexMembers(CollectionIndex index) implements Members {
        @Override
        public int size() {
            return index.byName().size();
        }

        @Override
        public Optional<Member> named(String name) {
            return Optional.ofNullable(index.entry(name)).map(Entry::member);
        }

        @Override
        public Optional<Member> withUid(String uid) {
            return Optional.ofNullable(index.withUid(uid)).map(Entry::member);
        }

        @Override
        public Iterable<Member> where(Predicate<Facts> wanted) {
            return () ->
                    mapping(index.byName().iterator(), entry -> wanted.test(entry.facts()) ? entry.member() : null);
        }

        @Override
        public Iterable<Member> overlapping(@Nullable String component, Instant start, Instant end) {
            List<Entry> found = index.intervals().overlapping(component, start, end);
            return () -> mapping(found.iterator(), Entry::member);
        }

        @Override
        public Iterator<Member> iterator() {
            return mapping(index.byName().iterator(), Entry::member);
        }
    }
}
