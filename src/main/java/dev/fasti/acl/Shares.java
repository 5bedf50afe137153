package dev.fasti.acl;

import dev.fasti.store.Snapshot;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.path.Principal;
import dev.fasti.store.property.PropertyHolders;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which collections were shared with whom: those whose own list has an entry about a user, or about a group.
 *
 * <p>An index by grantee, made anew of the lists once they have changed, so that asking costs what the answer holds.
 * Safe for any number of threads.
 */
public final class Shares {
    private final PropertyHolders lists;
    private final Directory directory;
    private volatile @Nullable Index index;

    /** @param lists which collections have a list */
    public Shares(PropertyHolders lists, Directory directory) {
        this.lists = lists;
        this.directory = directory;
    }

    /**
     * The collections of others with an entry about this user or a group that the user is in at this moment. What the
     * entry grants, and whether the collection is still there, is not looked at.
     */
    public SortedSet<CollectionPath> with(Principal who) {
        Index now = index();
        SortedSet<CollectionPath> found = new TreeSet<>(now.about(new Grantee.User(who)));
        for (Group group : directory.groupsOf(who)) {
            found.addAll(now.about(new Grantee.Members(group)));
        }
        found.removeIf(path -> path.owner().equals(who));
        return found;
    }

    /** What a collection's own list says about this user, and about the groups that the user is in, as text. */
    public String grants(Principal who, Snapshot collection) {
        Set<Group> groups = directory.groupsOf(who);
        return AclText.write(new Acl(list(collection).entries().stream()
                .filter(entry -> entry.grantee().equals(new Grantee.User(who))
                        || (entry.grantee() instanceof Grantee.Members of && groups.contains(of.group())))
                .toList()));
    }

    /** A collection's own list. */
    public static Acl list(Snapshot collection) {
        PropertyValue kept = collection.properties().get(PropertyName.ACL);
        return kept == null ? Acl.EMPTY : StoredAcls.parse(kept);
    }

    private Index index() {
        Map<CollectionPath, PropertyValue> source = lists.holders(PropertyName.ACL);
        Index now = index;
        if (now == null || now.source() != source) {
            now = Index.of(source);
            index = now;
        }
        return now;
    }

    /** @param source what the index was made of */
    private record Index(Map<CollectionPath, PropertyValue> source, Map<Grantee, List<CollectionPath>> paths) {
        static Index of(Map<CollectionPath, PropertyValue> source) {
            Map<Grantee, List<CollectionPath>> paths = new HashMap<>();
            source.forEach((path, value) -> StoredAcls.parse(value).entries().stream()
                    .map(Ace::grantee)
                    .filter(Index::isNamed)
                    .forEach(grantee -> paths.computeIfAbsent(grantee, each -> new ArrayList<>())
                            .add(path)));
            return new Index(source, paths);
        }

        /** What is granted to everybody is shared with nobody in particular. */
        private static boolean isNamed(Grantee grantee) {
            return grantee instanceof Grantee.User || grantee instanceof Grantee.Members;
        }

        List<CollectionPath> about(Grantee grantee) {
            return paths.getOrDefault(grantee, List.of());
        }
    }
}
