package dev.fasti.acl;

import dev.fasti.store.CollectionKind;
import dev.fasti.store.LastSeen;
import dev.fasti.store.Snapshot;
import dev.fasti.store.path.CollectionPath;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What configuration grants, together with what the lists of a collection and of all collections around it grant (RFC
 * 3744 section 5.7). No list takes anything away; what the viewer's login is not good for is.
 *
 * <p>Costs no I/O for collections that are open, and no parsing.
 */
public final class CombinedAccess implements AccessPolicy {
    private final Rights rights;
    private final LastSeen collections;
    private final StoredAcls acls;
    private final Directory directory;

    /**
     * @param rights what configuration grants
     * @param collections what there is
     * @param acls shared with whoever else reads lists
     * @param directory knows who is in a group
     */
    public CombinedAccess(Rights rights, LastSeen collections, StoredAcls acls, Directory directory) {
        this.rights = rights;
        this.collections = collections;
        this.acls = acls;
        this.directory = directory;
    }

    @Override
    public Set<Privilege> privileges(Viewer who, CollectionPath path) {
        return who.limit(path, granted(who, path));
    }

    private Set<Privilege> granted(Viewer who, CollectionPath path) {
        if (rights.ownersHaveAll() && who.is(path.owner())) {
            return Rights.EVERYTHING;
        }
        Chain chain = chain(path);
        Set<Privilege> configured = configured(who, chain);
        Set<Privilege> all = null;
        for (Seen collection : chain.collections()) {
            Acl acl = acls.of(collection.snapshot());
            if (!acl.entries().isEmpty()) {
                all = all == null ? mutable(configured) : all;
                all.addAll(acl.granted(who, path.owner(), directory));
            }
        }
        return all == null ? configured : all;
    }

    /**
     * What configuration grants. In a folder, what is no collection may be a member: who may look into the folder may
     * look for it.
     */
    private Set<Privilege> configured(Viewer who, Chain chain) {
        Set<Privilege> configured = rights.granted(who, chain.path(), chain.kind());
        Optional<Seen> folder = chain.folder();
        if (folder.isEmpty()) {
            return configured;
        }
        Set<Privilege> all = mutable(rights.granted(
                who, folder.get().path(), Optional.of(folder.get().snapshot().kind())));
        all.retainAll(Rights.READING);
        all.addAll(configured);
        return all;
    }

    @Override
    public List<EffectiveAce> entries(Viewer who, CollectionPath path) {
        Chain chain = chain(path);
        List<EffectiveAce> entries = new ArrayList<>();
        rights.entries(who, chain.path(), chain.kind())
                .forEach(entry -> entries.add(new EffectiveAce(entry, new EffectiveAce.Origin.Configured())));
        for (int i = chain.collections().size() - 1; i >= 0; i--) {
            Seen collection = chain.collections().get(i);
            for (Ace entry : acls.of(collection.snapshot()).entries()) {
                entries.add(new EffectiveAce(entry, new EffectiveAce.Origin.Listed(collection.path())));
            }
        }
        return entries;
    }

    @Override
    public Directory directory() {
        return directory;
    }

    private static Set<Privilege> mutable(Set<Privilege> privileges) {
        Set<Privilege> copy = EnumSet.noneOf(Privilege.class);
        copy.addAll(privileges);
        return copy;
    }

    /** The collections from the home to the path, as far as there are any; within a calendar there are none. */
    private Chain chain(CollectionPath path) {
        List<Seen> found = new ArrayList<>(path.segments().size());
        CollectionPath at = path.owner().home();
        Optional<Snapshot> seen = collections.lastSeen(at);
        while (seen.isPresent()) {
            found.add(new Seen(at, seen.get()));
            boolean isWhole = at.segments().size() == path.segments().size();
            if (isWhole || seen.get().kind() != CollectionKind.PLAIN) {
                return new Chain(at, seen.map(Snapshot::kind), found);
            }
            at = at.child(path.segments().get(at.segments().size()));
            seen = collections.lastSeen(at);
        }
        return new Chain(path, Optional.empty(), found);
    }

    /**
     * What a path leads through.
     *
     * @param path of the collection that it names or that holds what it names; the path itself if that is not known
     * @param kind of that collection; empty if there is none
     */
    private record Chain(CollectionPath path, Optional<CollectionKind> kind, List<Seen> collections) {
        /** The folder that holds, or would hold, a member of this path; homes hold none. */
        Optional<Seen> folder() {
            int depth = collections.size();
            return kind.isEmpty() && depth > 1 && depth == path.segments().size() - 1
                    ? Optional.of(collections.get(depth - 1))
                    : Optional.empty();
        }
    }

    private record Seen(CollectionPath path, Snapshot snapshot) {}
}
