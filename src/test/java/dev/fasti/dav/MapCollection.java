package dev.fasti.dav;

import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.dav.DavResource.MemberResource;
import dev.fasti.store.Author;
import dev.fasti.store.Change;
import dev.fasti.store.Collection;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.Content;
import dev.fasti.store.Facts;
import dev.fasti.store.Member;
import dev.fasti.store.Members;
import dev.fasti.store.Snapshot;
import dev.fasti.store.SyncToken;
import dev.fasti.store.condition.ETag;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.condition.WriteCondition;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyPatch;
import dev.fasti.store.property.PropertyValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A collection in a map, for tests of what only reads members and patches properties. */
public final class MapCollection implements Collection {
    private static final Instant WHEN = Instant.parse("2026-01-02T03:04:05Z");

    private final CollectionPath path;
    private final CollectionKind kind;
    private final Map<String, Content> contents = new TreeMap<>();
    private final Set<String> broken = new HashSet<>();
    private Map<PropertyName, PropertyValue> properties = Map.of();

    public MapCollection(CollectionKind kind, String... path) {
        this.path = CollectionPath.of(path);
        this.kind = kind;
    }

    public MapCollection with(String name, String content) {
        put(name, content.getBytes(StandardCharsets.UTF_8), Facts.NONE, new WriteCondition.Always());
        return this;
    }

    public MapCollection with(PropertyName name, PropertyValue value) {
        patch(new PropertyPatch(Map.of(name, Optional.of(value))));
        return this;
    }

    /** From now on this member cannot be read. */
    public MapCollection breaking(String name) {
        broken.add(name);
        return this;
    }

    public CollectionResource resource() {
        return new CollectionResource(this, snapshot());
    }

    public MemberResource member(String name) {
        return MemberResource.of(resource(), contents.get(name));
    }

    @Override
    public Collection by(Author author) {
        return this;
    }

    @Override
    public CollectionPath path() {
        return path;
    }

    @Override
    public Snapshot snapshot() {
        return new MapSnapshot(kind, properties, new TreeMap<>(contents));
    }

    @Override
    public Optional<Content> read(String name) {
        if (broken.contains(name)) {
            throw new StoreException.Unavailable("the disk is worn out", null);
        }
        return Optional.ofNullable(contents.get(name));
    }

    @Override
    public Written put(String name, byte[] octets, Facts facts, WriteCondition condition) {
        Member member =
                new Member(name, ETag.of(octets), octets.length, WHEN, WHEN, contents.size() + 1L, facts, Map.of());
        Content before = contents.put(name, new Content(member, octets));
        return new Written(member, before == null ? Outcome.CREATED : Outcome.REPLACED);
    }

    @Override
    public void delete(String name, WriteCondition condition) {
        contents.remove(name);
    }

    @Override
    public void patch(PropertyPatch patch) {
        properties = patch.applyTo(properties);
    }

    @Override
    public void patchMember(String name, PropertyPatch patch, WriteCondition condition) {
        throw new UnsupportedOperationException();
    }

    private record MapSnapshot(
            CollectionKind kind, Map<PropertyName, PropertyValue> properties, TreeMap<String, Content> contents)
            implements Snapshot, Members {
        @Override
        public SyncToken token() {
            return new SyncToken(contents.size(), 0);
        }

        @Override
        public Instant created() {
            return WHEN;
        }

        @Override
        public Instant modified() {
            return WHEN;
        }

        @Override
        public Members members() {
            return this;
        }

        @Override
        public Optional<Iterable<Change>> changesSince(SyncToken since) {
            return since.equals(tokenAt(0))
                    ? Optional.of(contents.values().stream()
                            .<Change>map(content -> new Change.Written(content.member()))
                            .toList())
                    : Optional.empty();
        }

        @Override
        public SyncToken tokenAt(long revision) {
            return new SyncToken(revision, 0);
        }

        @Override
        public int size() {
            return contents.size();
        }

        @Override
        public Optional<Member> named(String name) {
            return Optional.ofNullable(contents.get(name)).map(Content::member);
        }

        @Override
        public Optional<Member> withUid(String uid) {
            return Optional.empty();
        }

        @Override
        public Iterator<Member> iterator() {
            return contents.values().stream().map(Content::member).iterator();
        }
    }
}
