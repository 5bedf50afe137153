package dev.fasti.store.file.index;

import dev.fasti.store.file.index.BTree.Order;
import dev.fasti.store.file.index.Latest.Tombstone;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The members and the history of a collection at one moment, in trees that never change: a change costs the logarithm of
 * the size and leaves every older index as it was.
 *
 * @param byName the members that are there
 * @param byUid those of them that have a UID, by its hash, then by name
 * @param tombstones the names that are gone
 * @param byRevision the latest change of each name, there or gone
 * @param intervals the members by component and time
 * @param chain the hash of each revision
 * @param octets the sizes of the members together
 */
public record CollectionIndex(
        BTree<Entry> byName,
        BTree<Entry> byUid,
        BTree<Tombstone> tombstones,
        BTree<Latest> byRevision,
        Intervals intervals,
        Chain chain,
        long octets) {
    private static final Order<Entry> NAME = Order.by(Comparator.comparing(Entry::name));
    private static final Order<Entry> UID =
            Order.by(Comparator.comparingInt(Entry::uidHash).thenComparing(Entry::name));
    private static final Order<Tombstone> GONE = Order.by(Comparator.comparing(Tombstone::name));
    private static final Order<Latest> REVISION = Order.by(Comparator.comparingLong(Latest::revision));

    /** Builds the index of these in one go. */
    public static CollectionIndex of(Collection<Entry> entries, Collection<Tombstone> tombstones, Chain chain) {
        List<Latest> latest = new ArrayList<>(entries);
        latest.addAll(tombstones);
        List<Entry> withUid = new ArrayList<>(entries.size());
        long octets = 0;
        for (Entry entry : entries) {
            octets += entry.size();
            if (entry.hasUid()) {
                withUid.add(entry);
            }
        }
        return new CollectionIndex(
                sorted(NAME, new ArrayList<>(entries)),
                sorted(UID, withUid),
                sorted(GONE, new ArrayList<>(tombstones)),
                sorted(REVISION, latest),
                Intervals.of(entries),
                chain,
                octets);
    }

    private static <E> BTree<E> sorted(Order<E> order, List<E> elements) {
        elements.sort(order.comparator());
        return BTree.of(order, elements);
    }

    @Nullable
    public Entry entry(String name) {
        return byName.at(entry -> entry.name().compareTo(name));
    }

    /** The member with a UID; the first by name of several, which only copies by hand make. Null if there is none. */
    @Nullable
    public Entry withUid(String uid) {
        int hash = uid.hashCode();
        Iterator<Entry> candidates = byUid.from(entry -> entry.uidHash() < hash ? -1 : 1);
        while (candidates.hasNext()) {
            Entry entry = candidates.next();
            if (entry.uidHash() != hash) {
                return null;
            }
            if (uid.equals(entry.uid())) {
                return entry;
            }
        }
        return null;
    }

    /** How many members have a UID that one before them by name has too. */
    public int sharedUids() {
        int shared = 0;
        Entry before = null;
        for (Entry entry : byUid) {
            if (before != null && before.uidHash() == entry.uidHash()) {
                String uid = entry.uid();
                shared += uid != null && withUid(uid) != entry ? 1 : 0;
            }
            before = entry;
        }
        return shared;
    }

    /**
     * The name of the member that stands in the way of giving {@code uid} to the members for which {@code mine} holds;
     * null if none does.
     */
    @Nullable
    public String uidHolder(@Nullable String uid, Predicate<String> mine) {
        Entry holder = uid == null ? null : withUid(uid);
        if (holder == null || mine.test(holder.name())) {
            return null;
        }
        return holder.name();
    }

    /** The latest changes of names that come after a revision, in order. */
    public Iterator<Latest> after(long revision) {
        return byRevision.from(latest -> latest.revision() <= revision ? -1 : 1);
    }

    /** Whether the latest change of some name made this revision. */
    public boolean hasRevision(long revision) {
        return byRevision.at(latest -> Long.compare(latest.revision(), revision)) != null;
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
                rest.tombstones.plus(tombstone),
                rest.byRevision.plus(tombstone),
                rest.intervals,
                longer,
                rest.octets);
    }

    /** With other knowledge of a member that is the same in content and revision. */
    public CollectionIndex amended(Entry entry) {
        return without(entry.name()).with(entry, chain);
    }

    private CollectionIndex with(Entry entry, Chain longer) {
        return new CollectionIndex(
                byName.plus(entry),
                entry.hasUid() ? byUid.plus(entry) : byUid,
                tombstones.minus(gone -> gone.name().compareTo(entry.name())),
                byRevision.plus(entry),
                intervals.plus(entry),
                longer,
                octets + entry.size());
    }

    private CollectionIndex without(String name) {
        Entry old = entry(name);
        if (old != null) {
            return new CollectionIndex(
                    byName.minus(entry -> entry.name().compareTo(name)),
                    old.hasUid() ? byUid.minus(entry -> UID.comparator().compare(entry, old)) : byUid,
                    tombstones,
                    withoutRevision(old),
                    intervals.minus(old),
                    chain,
                    octets - old.size());
        }
        Tombstone gone = tombstones.at(tombstone -> tombstone.name().compareTo(name));
        if (gone == null) {
            return this;
        }
        return new CollectionIndex(
                byName,
                byUid,
                tombstones.minus(tombstone -> tombstone.name().compareTo(name)),
                withoutRevision(gone),
                intervals,
                chain,
                octets);
    }

    private BTree<Latest> withoutRevision(Latest old) {
        return byRevision.minus(latest -> Long.compare(latest.revision(), old.revision()));
    }
}
