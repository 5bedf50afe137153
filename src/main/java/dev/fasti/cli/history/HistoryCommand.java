package dev.fasti.cli.history;

import dev.fasti.cli.frame.CommandFailure;
import dev.fasti.cli.frame.ConfigOptions;
import dev.fasti.cli.frame.ExitCode;
import dev.fasti.cli.site.OpenSite;
import dev.fasti.cli.site.SiteAccess;
import dev.fasti.store.file.StorePast;
import dev.fasti.store.file.past.Event;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.path.MemberPath;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fasti history}: what was changed and deleted, by whom; and the way back. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        description =
                "Tells what was changed and deleted, and by whom, and brings it back. A server may run meanwhile.")
public final class HistoryCommand {
    private static final String PATH =
            "a collection or an item, such as /alice/calendar or /alice/calendar/party.ics; it may be deleted";
    private static final String ID = "which version, by the name that list gives it; the latest, if this is left out";

    private final SiteAccess access;

    public HistoryCommand(SiteAccess access) {
        this.access = access;
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description =
                    "Lists the changes of an item; of a collection, its items and properties, with who made, moved, deleted"
                            + " or brought back it and those in it; or, without a PATH, of all collections as a whole, and which"
                            + " moments are marked. The oldest first. A change has the name of the"
                            + " version that it has ended.")
    int list(
            @Mixin ConfigOptions options,
            @Option(names = "--json", description = "as one JSON object a line") boolean json,
            @Parameters(arity = "0..1", paramLabel = "PATH", description = PATH) @Nullable String path)
            throws Exception {
        return access.run(options, (site, streams) -> {
            HistoryListing listing = new HistoryListing(site.store().past(), json, streams);
            if (path == null) {
                listing.collections(any -> true);
                listing.marks();
                return ExitCode.DONE;
            }
            Place place = place(site, path);
            if (place.member().isEmpty()) {
                listing.collections(other -> other.isWithin(place.collection()));
            }
            if (site.store().find(place.collection()).isPresent()) {
                listing.events(
                        place.collection(),
                        event ->
                                place.member().isEmpty() || place.member().get().equals(event.member()));
            }
            return ExitCode.DONE;
        });
    }

    @Command(
            name = "marks",
            mixinStandardHelpOptions = true,
            description = "Lists the moments that are marked because somebody deleted most of a collection.")
    int marks(
            @Mixin ConfigOptions options,
            @Option(names = "--json", description = "as one JSON object a line") boolean json)
            throws Exception {
        return access.run(options, (site, streams) -> {
            new HistoryListing(site.store().past(), json, streams).marks();
            return ExitCode.DONE;
        });
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Writes an earlier version of an item, byte for byte.")
    int show(
            @Mixin ConfigOptions options,
            @Option(names = "--id", paramLabel = "ID", description = ID) @Nullable String id,
            @Parameters(paramLabel = "ITEM", description = PATH) String path)
            throws Exception {
        return access.run(options, (site, streams) -> {
            streams.out().write(version(site, place(site, path).item(), id).octets());
            return ExitCode.DONE;
        });
    }

    @Command(
            name = "diff",
            mixinStandardHelpOptions = true,
            description = "Shows what differs between an earlier version of an item and what is there now, or another"
                    + " version, as unified diff.")
    int diff(
            @Mixin ConfigOptions options,
            @Option(names = "--id", paramLabel = "ID", description = ID) @Nullable String id,
            @Option(
                            names = "--with",
                            paramLabel = "ID",
                            description = "the other version; what is there now, if this" + " is left out")
                    @Nullable
                    String other,
            @Parameters(paramLabel = "ITEM", description = PATH) String path)
            throws Exception {
        return access.run(options, (site, streams) -> {
            MemberPath item = place(site, path).item();
            Version before = version(site, item, id);
            Version after = other == null ? now(site, item) : version(site, item, other);
            List<String> lines = VersionDiff.lines(before.label(), before.octets(), after.label(), after.octets());
            for (String line : lines) {
                streams.say(HistoryListing.printable(line));
            }
            return ExitCode.DONE;
        });
    }

    @Command(
            name = "purge",
            mixinStandardHelpOptions = true,
            description =
                    "Erases for good what is kept: earlier versions of an item, of a collection's items with what of"
                            + " it is in the trash, or of everything. What is there now stays.")
    int purge(
            @Mixin ConfigOptions options,
            @Option(names = "--all", description = "everything") boolean all,
            @Parameters(arity = "0..1", paramLabel = "PATH", description = PATH) @Nullable String path)
            throws Exception {
        if (all == (path != null)) {
            throw new CommandFailure("either a PATH or --all says what is erased");
        }
        return access.run(options, (site, streams) -> {
            HistoryPurge purge = new HistoryPurge(site.store());
            if (path == null) {
                purge.all();
            } else {
                purge.at(place(site, path));
            }
            streams.say(purge.versions() + " versions and " + purge.collections() + " deleted collections erased");
            return ExitCode.DONE;
        });
    }

    /** Some content of an item, with the name by which it is told. */
    private record Version(String label, byte[] octets) {}

    static Place place(OpenSite site, String path) throws HistoryRefused {
        StorePast past = site.store().past();
        Set<CollectionPath> former = new HashSet<>();
        past.trashed().forEach(item -> former.add(item.path()));
        past.lives().forEach((now, life) -> life.events().forEach(event -> former.add(event.whence())));
        return Place.of(path, site.store(), former);
    }

    private static Version now(OpenSite site, MemberPath item) {
        byte[] octets = site.store()
                .find(item.collection())
                .flatMap(collection -> collection.read(item.name()))
                .map(content -> content.octets())
                .orElse(new byte[0]);
        return new Version(item.name() + " now", octets);
    }

    private static Version version(OpenSite site, MemberPath item, @Nullable String id) throws HistoryRefused {
        Event event = event(site.store().past(), item, id);
        byte[] octets = site.store().past().version(item.collection(), event).orElseThrow();
        return new Version(item.name() + " until " + event.time(), octets);
    }

    /** The event that ended the wanted version, which is kept. */
    static Event event(StorePast past, MemberPath item, @Nullable String id) throws HistoryRefused {
        List<Event> events = past.events(item.collection());
        for (int i = events.size() - 1; i >= 0; i--) {
            Event event = events.get(i);
            boolean isWanted = event.name().equals(item.name())
                    && (id == null || event.id().equals(id));
            Optional<byte[]> octets = isWanted ? past.version(item.collection(), event) : Optional.empty();
            if (octets.isPresent()) {
                return event;
            }
        }
        throw new HistoryRefused(
                "no earlier version of " + item.name() + (id == null ? "" : " with the name " + id) + " is kept");
    }
}
