package dev.fasti.cli.history;

import dev.fasti.cli.control.Streams;
import dev.fasti.cli.frame.CommandFailure;
import dev.fasti.cli.frame.ConfigOptions;
import dev.fasti.cli.frame.Counted;
import dev.fasti.cli.frame.ExitCode;
import dev.fasti.cli.history.Undo.Extent;
import dev.fasti.cli.history.Undo.Mode;
import dev.fasti.cli.site.OpenSite;
import dev.fasti.cli.site.ProtocolFacts;
import dev.fasti.cli.site.SiteAccess;
import dev.fasti.store.Author;
import dev.fasti.store.Collection;
import dev.fasti.store.file.StorePast;
import dev.fasti.store.file.StorePast.Trashed;
import dev.fasti.store.file.past.Event;
import dev.fasti.store.file.past.Mark;
import dev.fasti.store.path.MemberPath;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fasti history restore}: brings back an item, a collection, or everything as it was at a time. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description =
                "Brings back an item's earlier version, a deleted collection, or a collection, a home or everything"
                        + " as it was at a time. It is a change as any other: clients synchronise it, and it can be taken back."
                        + " Exit code 1 if something was not possible.")
public final class HistoryRestore implements Callable<Integer> {
    private static final Author AUTHOR = new Author("", "", "fasti history restore");

    private final SiteAccess access;

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Option(names = "--id", paramLabel = "ID", description = "the version, or the collection in the trash")
    private @Nullable String id;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "as it was then: 2026-11-27T10:00, in the server's time zone unless it ends with Z or +01:00")
    private @Nullable String at;

    @Option(names = "--before-mark", paramLabel = "NAME", description = "as it was at a marked moment")
    private @Nullable String mark;

    @Option(names = "--keep-new", description = "what came after that time stays")
    private boolean keepNew;

    @Option(names = "--as", paramLabel = "PATH", description = "another place for a collection from the trash")
    private @Nullable String as;

    @Option(names = "--all", description = "everything")
    private boolean all;

    @Option(names = "--dry-run", description = "only tells what would change")
    private boolean dryRun;

    @Parameters(arity = "0..1", paramLabel = "PATH", description = "the item, the collection or the home")
    private @Nullable String path;

    public HistoryRestore(SiteAccess access) {
        this.access = access;
    }

    @Override
    public Integer call() throws Exception {
        boolean isScoped = path != null || mark != null;
        if (isScoped == all) {
            throw new CommandFailure("a PATH, --before-mark or --all says what is brought back");
        }
        if (at != null && mark != null || id != null && (at != null || mark != null)) {
            throw new CommandFailure("only one of --id, --at and --before-mark says when");
        }
        if (all && at == null) {
            throw new CommandFailure("--all needs --at");
        }
        return access.run(options, this::work);
    }

    private int work(OpenSite site, Streams streams) throws Exception {
        Undo undo = new Undo(
                site.store(),
                new ProtocolFacts(),
                AUTHOR,
                keepNew ? Extent.KEEP_NEW : Extent.EXACT,
                dryRun ? Mode.DRY_RUN : Mode.FOR_REAL,
                line -> {
                    streams.requireWanted();
                    streams.say(HistoryListing.printable(line));
                });
        if (all || at != null || mark != null) {
            toMoment(site, undo);
        } else {
            toVersion(site, undo);
        }
        String what = Counted.of(undo.done(), "change") + (dryRun ? " would be made" : " made");
        streams.say(what + (undo.failed() == 0 ? "" : ", " + undo.failed() + " were not possible"));
        return undo.failed() == 0 ? ExitCode.DONE : ExitCode.FAILURE;
    }

    private void toMoment(OpenSite site, Undo undo) throws Exception {
        StorePast past = site.store().past();
        Optional<Mark> marked = mark == null ? Optional.empty() : Optional.of(marked(past));
        Instant moment = marked.isPresent()
                ? marked.get().before()
                : Moment.of(String.valueOf(at), site.clock().getZone());
        Instant reach = site.clock().instant().minus(past.retention().keep());
        if (moment.isBefore(reach.minus(Duration.ofSeconds(1)))) {
            throw new CommandFailure("the history reaches back to " + reach + " only (history.keep)");
        }
        if (all) {
            undo.all(site.store().homes(), moment);
            return;
        }
        if (path == null) {
            undo.to(marked.orElseThrow().collection(), moment);
            return;
        }
        Place place = HistoryCommand.place(site, path);
        if (place.member().isPresent()) {
            undo.to(place.item(), moment);
        } else {
            undo.to(place.collection(), moment);
        }
    }

    private Mark marked(StorePast past) throws CommandFailure {
        return past.marks().stream()
                .filter(known -> known.name().equals(mark))
                .findFirst()
                .orElseThrow(() -> new CommandFailure("no mark of that name; \"fasti history marks\" lists them"));
    }

    private void toVersion(OpenSite site, Undo undo) throws HistoryRefused, IOException, CommandFailure {
        Place place = HistoryCommand.place(site, String.valueOf(path));
        StorePast past = site.store().past();
        if (place.member().isPresent()) {
            MemberPath item = place.item();
            Event event = HistoryCommand.event(past, item, id);
            Collection collection = site.store().find(item.collection()).orElseThrow();
            undo.put(collection, event);
            return;
        }
        Optional<Trashed> trashed = past.trashed().stream()
                .filter(item -> item.path().equals(place.collection()))
                .filter(item -> id == null || item.id().equals(id))
                .findFirst();
        if (trashed.isEmpty()) {
            throw new CommandFailure(place.collection() + (id == null ? "" : " with the name " + id)
                    + " is not in the trash; for a collection that is there, --at says when");
        }
        undo.bringBack(trashed.get(), as == null ? place.collection() : Place.collection(as));
    }
}
