package dev.fasti.cli.share;

import dev.fasti.acl.Ace;
import dev.fasti.acl.Acl;
import dev.fasti.acl.Directory;
import dev.fasti.acl.Grantee;
import dev.fasti.acl.Group;
import dev.fasti.acl.Privilege;
import dev.fasti.acl.StoredAcls;
import dev.fasti.cli.control.Streams;
import dev.fasti.cli.frame.CommandFailure;
import dev.fasti.cli.frame.ConfigOptions;
import dev.fasti.cli.frame.ExitCode;
import dev.fasti.cli.site.OpenSite;
import dev.fasti.cli.site.SiteAccess;
import dev.fasti.store.Author;
import dev.fasti.store.Collection;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.path.Principal;
import dev.fasti.store.property.PropertyName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fasti share}: who may see or change whose calendars and address books. */
@Command(
        name = "share",
        mixinStandardHelpOptions = true,
        description =
                "Shares calendars and address books with other users, whose clients find them among their own; works"
                        + " beside a running server.")
public final class ShareCommand {
    private static final Author AUTHOR = new Author("", "", "fasti share");

    private static final String COLLECTION = "OWNER/COLLECTION";
    private static final String COLLECTION_WORDS = "a calendar or address book, as in its URL, such as alice/work";
    private static final String GRANTEE = "USER|group:NAME";
    private static final String GRANTEE_WORDS = "with whom: a login name, or a group";
    private static final String GROUP = "group:";

    private final SiteAccess access;
    private final StoredAcls acls = new StoredAcls();

    public ShareCommand(SiteAccess access) {
        this.access = access;
    }

    /** One of them has to be said: nothing is granted by default. */
    static final class Level {
        @Option(names = "--read", required = true, description = "may look at it")
        private boolean read;

        @Option(names = "--write", required = true, description = "may look at it and change what is in it")
        private boolean write;

        Set<Privilege> privileges() {
            return write
                    ? Set.of(Privilege.READ, Privilege.READ_CURRENT_USER_PRIVILEGE_SET, Privilege.WRITE)
                    : Set.of(Privilege.READ, Privilege.READ_CURRENT_USER_PRIVILEGE_SET);
        }
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "Shares a calendar or address book with somebody, or changes what they may do. It appears in"
                    + " their home, even if they had hidden it.")
    int add(
            @Mixin ConfigOptions options,
            @Parameters(paramLabel = COLLECTION, description = COLLECTION_WORDS) String collection,
            @Parameters(paramLabel = GRANTEE, description = GRANTEE_WORDS) String grantee,
            @ArgGroup(multiplicity = "1") Level level)
            throws Exception {
        return access.run(options, (site, streams) -> {
            Collection shared = shared(site, collection);
            Grantee whom = known(site.directory(), grantee);
            if (whom.equals(new Grantee.User(shared.path().owner()))) {
                throw new CommandFailure(grantee + " is whose it is");
            }
            set(shared, list(shared).with(new Ace(whom, level.privileges())));
            members(site.directory(), whom)
                    .forEach(who -> site.dav().resources().mounts().show(who, shared.path(), AUTHOR));
            tell(streams, shared);
            return ExitCode.DONE;
        });
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = "Takes away what a user or group was granted, from the next request on.")
    int remove(
            @Mixin ConfigOptions options,
            @Parameters(paramLabel = COLLECTION, description = COLLECTION_WORDS) String collection,
            @Parameters(paramLabel = GRANTEE, description = GRANTEE_WORDS) String grantee)
            throws Exception {
        return access.run(options, (site, streams) -> {
            Collection shared = shared(site, collection);
            Grantee whom = named(grantee);
            if (list(shared).about(whom).isEmpty()) {
                throw new CommandFailure(collection + " is not shared with " + grantee);
            }
            set(shared, list(shared).without(whom));
            tell(streams, shared);
            return ExitCode.DONE;
        });
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists what is shared, one grant a line: the collection, with whom, and how, parted by tabs.")
    int list(
            @Mixin ConfigOptions options,
            @Parameters(paramLabel = COLLECTION, arity = "0..1", description = "only this calendar or address book")
                    @Nullable
                    String collection)
            throws Exception {
        return access.run(options, (site, streams) -> {
            Set<CollectionPath> paths = collection == null
                    ? new TreeSet<>(site.store()
                            .ownProperties()
                            .holders(PropertyName.ACL)
                            .keySet())
                    : Set.of(shared(site, collection).path());
            for (CollectionPath path : paths) {
                Optional<Collection> shared = site.store().find(path);
                if (shared.isPresent()) {
                    tell(streams, shared.get());
                }
            }
            return ExitCode.DONE;
        });
    }

    private static Collection shared(OpenSite site, String words) throws CommandFailure {
        List<String> segments = Stream.of(words.split("/"))
                .filter(segment -> !segment.isEmpty())
                .toList();
        if (segments.size() < 2) {
            throw new CommandFailure(words + " is not of the form " + COLLECTION);
        }
        try {
            return site.store()
                    .find(new CollectionPath(segments))
                    .orElseThrow(() -> new CommandFailure("there is no collection " + words));
        } catch (StoreException.NameRefused e) {
            throw new CommandFailure("there can be no collection " + words + ": " + e.getMessage());
        }
    }

    private static Grantee named(String words) throws CommandFailure {
        try {
            return words.startsWith(GROUP)
                    ? new Grantee.Members(new Group(words.substring(GROUP.length())))
                    : new Grantee.User(new Principal(words));
        } catch (StoreException.NameRefused e) {
            throw new CommandFailure("there can be nobody of this name: " + e.getMessage());
        }
    }

    private static Grantee known(Directory directory, String words) throws CommandFailure {
        Grantee grantee = named(words);
        boolean isKnown = grantee instanceof Grantee.Members of
                ? directory.membersOf(of.group()).isPresent()
                : grantee instanceof Grantee.User user && directory.isUser(user.principal());
        if (!isKnown) {
            throw new CommandFailure("there is no " + (words.startsWith(GROUP) ? words : "user " + words));
        }
        return grantee;
    }

    private static Set<Principal> members(Directory directory, Grantee grantee) {
        if (grantee instanceof Grantee.Members of) {
            return directory.membersOf(of.group()).orElse(Set.of());
        }
        return grantee instanceof Grantee.User user ? Set.of(user.principal()) : Set.of();
    }

    private Acl list(Collection collection) {
        return acls.of(collection.snapshot());
    }

    private static void set(Collection collection, Acl list) {
        collection.by(AUTHOR).patch(StoredAcls.patch(list));
    }

    private void tell(Streams streams, Collection collection) throws IOException {
        String name = String.join("/", collection.path().segments());
        for (Ace entry : list(collection).entries()) {
            streams.say(name + "\t" + words(entry.grantee()) + "\t" + words(entry.privileges()));
        }
    }

    private static String words(Grantee grantee) {
        if (grantee instanceof Grantee.User user) {
            return user.principal().name();
        }
        return grantee instanceof Grantee.Members of
                ? GROUP + of.group().name()
                : "(" + grantee.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT) + ")";
    }

    private static String words(Set<Privilege> privileges) {
        List<Privilege> told = new ArrayList<>(privileges);
        told.remove(Privilege.READ_CURRENT_USER_PRIVILEGE_SET);
        if (told.contains(Privilege.WRITE)) {
            told.remove(Privilege.READ);
        }
        return told.stream().map(Privilege::local).collect(Collectors.joining(","));
    }
}
