package dev.fasti.acl;

import dev.fasti.store.path.Principal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A directory of these groups, and of nobody who is in none of them. */
public record KnownGroups(Map<Group, Set<Principal>> members) implements Directory {
    @Override
    public Set<Principal> users() {
        return members.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    }

    @Override
    public boolean isUser(Principal who) {
        return users().contains(who);
    }

    @Override
    public Set<Group> groups() {
        return members.keySet();
    }

    @Override
    public Set<Group> groupsOf(Principal who) {
        return members.keySet().stream()
                .filter(group -> members.getOrDefault(group, Set.of()).contains(who))
                .collect(Collectors.toSet());
    }

    @Override
    public Optional<Set<Principal>> membersOf(Group group) {
        return Optional.ofNullable(members.get(group));
    }
}
