package dev.fasti.acl;

import dev.fasti.store.path.Principal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The access control list of a collection, as its owner set it (RFC 3744 section 5.5). What configuration grants is not
 * in it.
 *
 * @param entries one for each grantee, in the order in which they were set
 */
public record Acl(List<Ace> entries) {
    /** Nobody is granted anything. */
    public static final Acl EMPTY = new Acl(List.of());

    public Acl {
        entries = List.copyOf(entries);
        long grantees = entries.stream().map(Ace::grantee).distinct().count();
        if (grantees < entries.size()) {
            throw new IllegalArgumentException("two entries are about the same grantee");
        }
    }

    /** What the list grants a viewer, aggregates expanded. */
    public Set<Privilege> granted(Viewer viewer, Principal owner, Directory directory) {
        Set<Privilege> granted = EnumSet.noneOf(Privilege.class);
        for (Ace entry : entries) {
            if (entry.grantee().covers(viewer, owner, directory)) {
                granted.addAll(entry.expanded());
            }
        }
        return granted;
    }

    /** The entry about a grantee; empty if there is none. */
    public Optional<Ace> about(Grantee grantee) {
        return entries.stream().filter(entry -> entry.grantee().equals(grantee)).findFirst();
    }

    /** This list with an entry in the place of the one about its grantee. */
    public Acl with(Ace entry) {
        List<Ace> changed = new ArrayList<>(without(entry.grantee()).entries);
        changed.add(entry);
        return new Acl(changed);
    }

    /** This list without the entry about a grantee. */
    public Acl without(Grantee grantee) {
        return new Acl(entries.stream()
                .filter(entry -> !entry.grantee().equals(grantee))
                .toList());
    }
}
