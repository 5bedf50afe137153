package dev.fasti.acl;

import dev.fasti.store.LastSeen;
import dev.fasti.store.Principal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A directory of those who have a home, without groups. */
public final class HomeOwners implements Directory {
    private final Supplier<List<String>> homes;
    private final LastSeen collections;

    /** @param homes the names of all homes */
    public HomeOwners(Supplier<List<String>> homes, LastSeen collections) {
        this.homes = homes;
        this.collections = collections;
    }

    @Override
    public Set<Principal> users() {
        return homes.get().stream().map(Principal::new).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public boolean isUser(Principal who) {
        return collections.lastSeen(who.home()).isPresent();
    }

    @Override
    public Set<Group> groups() {
        return Set.of();
    }

    @Override
    public Set<Group> groupsOf(Principal who) {
        return Set.of();
    }

    @Override
    public Optional<Set<Principal>> membersOf(Group group) {
        return Optional.empty();
    }
}
