package dev.fasti.acl;

import dev.fasti.store.path.Principal;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A directory that a test fills. */
public final class ChangingDirectory implements Directory {
    private final Map<Group, Set<Principal>> groups = new HashMap<>();

    /** Puts these into a group, and nobody else. */
    public void group(String name, Principal... members) {
        groups.put(new Group(name), Set.of(members));
    }

    @Override
    public Set<Principal> users() {
        Set<Principal> users = new LinkedHashSet<>();
        groups.values().forEach(users::addAll);
        return users;
    }

    @Override
    public boolean isUser(Principal who) {
        return users().contains(who);
    }

    @Override
    public Set<Group> groups() {
        return groups.keySet();
    }

    @Override
    public Set<Group> groupsOf(Principal who) {
        Set<Group> found = new TreeSet<>();
        groups.forEach((group, members) -> {
            if (members.contains(who)) {
                found.add(group);
            }
        });
        return found;
    }

    @Override
    public Optional<Set<Principal>> membersOf(Group group) {
        return Optional.ofNullable(groups.get(group));
    }
}
