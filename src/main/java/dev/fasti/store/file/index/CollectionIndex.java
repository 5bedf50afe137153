package dev.fasti.store.file.index;

import dev.fasti.store.file.index.Latest.Entry;
import dev.fasti.store.file.index.Latest.Tombstone;
import java.util.Collection;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/**
 * The members and the history of a collection at one moment, in persistent maps: a change costs the logarithm of the
 * size and leaves every older index as it was.
 *
 * @param byName the members that are there
 * @param byUid of several members with one UID (only copies by hand make them) the first by name
 * @param tombstones the names that are gone
 * @param byRevision the latest change of each name, there or gone
 * @param withUid how many members have a UID; more than {@code byUid} holds when some share one
 * @param intervals the members by component and time
 * @param chain the hash of each revision
 * @param octets the sizes of the members together
 */
public record CollectionIndex(
        TreePMap<String, Entry> byName,
        TreePMap<String, Entry> byUid,
        TreePMap<String, Tombstone> tombstones,
        TreePMap<Long, Latest> byRevision,
        int withUid,
        Intervals intervals,
        Chain chain,
        long octets) {

    /** Builds the index of these in one go. */
    public static CollectionIndex of(Collection<Entry> entries, Collection<Tombstone> tombstones, Chain chain) {
        TreeMap<String, Entry> byName = new TreeMap<>();
        TreeMap<String, Entry> byUid = new TreeMap<>();
        TreeMap<String, Tombstone> gone = new TreeMap<>();
        TreeMap<Long, Latest> byRevision = new TreeMap<>();
        int withUid = 0;
        for (Entry entry : entries) {
            byName.put(entry.name(), entry);
            byRevision.put(entry.revision(), entry);
            String uid = entry.facts().uid();
            if (uid != null) {
                withUid++;
                byUid.merge(uid, entry, CollectionIndex::first);
            }
        }
        for (Tombstone tombstone : tombstones) {
            gone.put(tombstone.name(), tombstone);
            byRevision.put(tombstone.revision(), tombstone);
        }
        return new CollectionIndex(
                TreePMap.fromSortedMap(byName),
                TreePMap.fromSortedMap(byUid),
                TreePMap.fromSortedMap(gone),
                TreePMap.fromSortedMap(byRevision),
                withUid,
                Intervals.of(entries),
                chain,
                entries.stream().mapToLong(Entry::size).sum());
    }

    @Nullable
    public Entry entry(String name) {
        return byName.get(name);
    }

    /**
     * The name of the member that stands in the way of giving {@code uid} to the members for which {@code mine} holds;
     * null if none does.
     */
    @Nullable
    public String uidHolder(@Nullable String uid, Predicate<String> mine) {
        Entry holder = uid == null ? null : byUid.get(uid);
        if (holder == null || mine.test(holder.name())) {
            return null;
        }
        return holder.name();
    }

    /** After this change, whose revision is the chain's next. */
    public CollectionIndex with(Latest change, long hash) {
        CollectionIndex rest = without(change.name());
        Chain longer = chain.plus(hash);
        if (change instanceof Entry entry) {
            return rest.with(entry, longer);
        }
        Tombstone tombstone = (Tombstone) change;
        return new CollectionIndex(
                rest.byName,
                rest.byUid,
                rest.tombstones.plus(tombstone.name(), tombstone),
                rest.byRevision.plus(tombstone.revision(), tombstone),
                rest.withUid,
                rest.intervals,
                longer,
                rest.octets);
    }

    /** With other knowledge of a member that is the same in content and revision. */
    public CollectionIndex amended(Entry entry) {
        return without(entry.name()).with(entry, chain);
    }

    private CollectionIndex with(Entry entry, Chain longer) {
        String uid = entry.facts().uid();
        TreePMap<String, Entry> uids = byUid;
        if (uid != null) {
            Entry holder = byUid.get(uid);
            uids = byUid.plus(uid, holder == null ? entry : first(holder, entry));
        }
        return new CollectionIndex(
                byName.plus(entry.name(), entry),
                uids,
                tombstones.minus(entry.name()),
                byRevision.plus(entry.revision(), entry),
                withUid + (uid == null ? 0 : 1),
                intervals.plus(entry),
                longer,
                octets + entry.size());
    }

    private CollectionIndex without(String name) {
        Tombstone gone = tombstones.get(name);
        if (gone != null) {
            return new CollectionIndex(
                    byName,
                    byUid,
                    tombstones.minus(name),
                    byRevision.minus(gone.revision()),
                    withUid,
                    intervals,
                    chain,
                    octets);
        }
        Entry old = byName.get(name);
        if (old == null) {
            return this;
        }
        String uid = old.facts().uid();
        TreePMap<String, Entry> others = byName.minus(name);
        return new CollectionIndex(
                others,
                uid == null ? byUid : withoutUid(uid, name, others),
                tombstones,
                byRevision.minus(old.revision()),
                withUid - (uid == null ? 0 : 1),
                intervals.minus(old),
                chain,
                octets - old.size());
    }

    private TreePMap<String, Entry> withoutUid(String uid, String name, TreePMap<String, Entry> others) {
        Entry holder = byUid.get(uid);
        if (holder == null || !holder.name().equals(name)) {
            return byUid;
        }
        if (withUid > byUid.size()) {
            for (Entry other : others.values()) {
                if (uid.equals(other.facts().uid())) {
                    return byUid.plus(uid, other);
                }
            }
        }
        return byUid.minus(uid);
    }

    private static Entry first(Entry one, Entry other) {
        return one.name().compareTo(other.name()) <= 0 ? one : other;
    }
}
