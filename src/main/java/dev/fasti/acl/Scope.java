package dev.fasti.acl;

import dev.fasti.store.path.CollectionPath;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a login leaves of somebody's privileges. It never adds any.
 *
 * @param use what may be done
 * @param only the one collection, with all in it, that it is for; null for whatever its user has privileges on
 */
public record Scope(Use use, @Nullable CollectionPath only) {
    /** What may be done at all. */
    public enum Use {
        EVERYTHING,
        READING
    }

    /** Everything that its user may do. */
    public static final Scope WHOLE = new Scope(Use.EVERYTHING, null);

    private static final Set<Privilege> READING = with(Rights.READING, Privilege.READ_ACL);

    /** To see what a collection holds, but nothing of what is in it: enough to find the way (RFC 6764 section 6). */
    private static final Set<Privilege> FINDING = Set.of(Privilege.READ, Privilege.READ_CURRENT_USER_PRIVILEGE_SET);

    public boolean isWhole() {
        return use == Use.EVERYTHING && only == null;
    }

    /**
     * What is left of the privileges on a path.
     *
     * @param home of whom has logged in, where clients look for everything
     */
    Set<Privilege> within(CollectionPath home, CollectionPath path, Set<Privilege> granted) {
        CollectionPath single = only;
        if (single != null && !path.isWithin(single)) {
            return path.equals(home) || single.isWithin(path) ? common(granted, FINDING) : Set.of();
        }
        return use == Use.READING ? common(granted, READING) : granted;
    }

    /** What is left of the privileges on what is no collection, such as a principal. */
    Set<Privilege> outside(Set<Privilege> granted) {
        return isWhole() ? granted : common(granted, READING);
    }

    private static Set<Privilege> common(Set<Privilege> one, Set<Privilege> other) {
        Set<Privilege> both = EnumSet.noneOf(Privilege.class);
        both.addAll(one);
        both.retainAll(other);
        return both;
    }

    private static Set<Privilege> with(Set<Privilege> some, Privilege another) {
        Set<Privilege> all = EnumSet.of(another);
        all.addAll(some);
        return Collections.unmodifiableSet(all);
    }
}
