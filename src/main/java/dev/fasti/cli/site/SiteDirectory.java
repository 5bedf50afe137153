package dev.fasti.cli.site;

import dev.fasti.acl.Directory;
import dev.fasti.acl.Group;
import dev.fasti.auth.Profile;
import dev.fasti.auth.group.Groups;
import dev.fasti.auth.group.GroupsFile;
import dev.fasti.auth.htpasswd.HtpasswdLogins;
import dev.fasti.cli.login.AccountFiles;
import dev.fasti.config.Config;
import dev.fasti.config.auth.AuthConfig;
import dev.fasti.config.auth.AuthType;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.file.FileStore;
import dev.fasti.store.path.Principal;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The users of the htpasswd file and of the data folder, and the groups of the groups file; beside them those whom
 * another source of accounts, an LDAP directory say, has told of since the start.
 */
public final class SiteDirectory implements Directory {
    private static final Comparator<Principal> BY_NAME = Comparator.comparing(Principal::name);

    private final FileStore store;
    private final Supplier<Set<Principal>> logins;
    private final GroupsFile file;
    /** Of another source; as many as have logged in. */
    private final Map<Principal, Told> told = new ConcurrentHashMap<>();

    private volatile @Nullable Known known;

    /** What another source says of somebody; the name is empty where it says none. */
    private record Told(Set<Group> groups, String displayName) {
        static final Told NOTHING = new Told(Set.of(), "");
    }

    /** One state of the groups file, with what has been asked of it, so that asking again costs a look-up. */
    private record Known(Groups groups, Set<Group> all, Map<Principal, Set<Group>> ofSomebody) {
        static Known of(Groups groups) {
            return new Known(groups, named(groups.names()), new ConcurrentHashMap<>());
        }

        static Set<Group> named(Set<String> names) {
            return names.stream().map(Group::new).collect(Collectors.toUnmodifiableSet());
        }

        Set<Group> of(Principal who) {
            Set<String> names = groups.groupsOf(who);
            // Who is in none is not remembered: anybody may ask, and there is no end of names.
            return names.isEmpty() ? Set.of() : ofSomebody.computeIfAbsent(who, each -> named(names));
        }
    }

    SiteDirectory(Config config, FileStore store, Clock clock) {
        AuthConfig auth = config.auth();
        this.store = store;
        this.logins = auth.type() == AuthType.HTPASSWD
                ? new HtpasswdLogins(auth.htpasswdFile(), AccountFiles.plainText(auth), clock)::recent
                : Set::of;
        this.file = new GroupsFile(AccountFiles.groups(config), clock);
    }

    /** Takes notice of somebody, as another source of accounts than the files here knows them. */
    public void learn(Profile profile) {
        told.put(profile.who(), new Told(Known.named(profile.groups()), profile.displayName()));
    }

    @Override
    public Set<Principal> users() {
        Set<Principal> users = new TreeSet<>(BY_NAME);
        users.addAll(told.keySet());
        users.addAll(logins.get());
        for (String home : store.homes()) {
            try {
                users.add(new Principal(home));
            } catch (StoreException.NameRefused e) {
                // A folder that no path leads to.
            }
        }
        return new LinkedHashSet<>(users);
    }

    @Override
    public boolean isUser(Principal who) {
        return logins.get().contains(who)
                || told.containsKey(who)
                || store.lastSeen(who.home()).isPresent();
    }

    @Override
    public Set<Group> groups() {
        Set<Group> filed = known().all();
        return told.isEmpty()
                ? filed
                : union(
                        filed,
                        told.values().stream()
                                .flatMap(each -> each.groups().stream())
                                .collect(Collectors.toSet()));
    }

    @Override
    public Set<Group> groupsOf(Principal who) {
        return union(known().of(who), told.getOrDefault(who, Told.NOTHING).groups());
    }

    @Override
    public Optional<Set<Principal>> membersOf(Group group) {
        Optional<Set<Principal>> filed = known().groups().membersOf(group.name());
        Set<Principal> others = told.entrySet().stream()
                .filter(each -> each.getValue().groups().contains(group))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return others.isEmpty() ? filed : Optional.of(union(filed.orElse(Set.of()), others));
    }

    @Override
    public Optional<String> nameOf(Principal who) {
        return Optional.of(told.getOrDefault(who, Told.NOTHING).displayName()).filter(name -> !name.isEmpty());
    }

    private static <T> Set<T> union(Set<T> one, Set<T> other) {
        if (other.isEmpty()) {
            return one;
        }
        Set<T> all = new LinkedHashSet<>(one);
        all.addAll(other);
        return all;
    }

    private Known known() {
        Groups groups = file.recent();
        Known seen = known;
        if (seen == null || seen.groups() != groups) {
            seen = Known.of(groups);
            known = seen;
        }
        return seen;
    }
}
