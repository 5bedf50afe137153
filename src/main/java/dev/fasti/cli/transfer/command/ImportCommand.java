package dev.fasti.cli.transfer.command;

import dev.fasti.cli.control.OwnStreams;
import dev.fasti.cli.control.Streams;
import dev.fasti.cli.frame.CollectionPaths;
import dev.fasti.cli.frame.CommandFailure;
import dev.fasti.cli.frame.ConfigOptions;
import dev.fasti.cli.frame.ExitCode;
import dev.fasti.cli.frame.Progress;
import dev.fasti.cli.frame.Terminal;
import dev.fasti.cli.site.OpenSite;
import dev.fasti.cli.site.SiteAccess;
import dev.fasti.cli.transfer.ConflictRule;
import dev.fasti.cli.transfer.Crew;
import dev.fasti.cli.transfer.FileSource;
import dev.fasti.cli.transfer.ImportTerms;
import dev.fasti.cli.transfer.Intake;
import dev.fasti.cli.transfer.Parcel;
import dev.fasti.cli.transfer.ParcelReader;
import dev.fasti.cli.transfer.remote.Login;
import dev.fasti.cli.transfer.remote.RemoteSource;
import dev.fasti.store.Author;
import dev.fasti.store.file.cache.Provenance;
import dev.fasti.store.path.CollectionPath;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.BitSet;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fasti import}: calendars and contacts from files, folders and other servers. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description =
                "Takes in .ics and .vcf files, folders of them, a whole Radicale folder, or an account on another server"
                        + " (--url). What is here stays as it is; what is here already is passed over, so that it can be"
                        + " run again; what was brought by --url, and has changed there and not here, is renewed. A"
                        + " server may run meanwhile. The exit code is 0 if everything is here now.")
public final class ImportCommand implements Callable<Integer> {
    private final SiteAccess access;

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Option(
            names = "--to",
            paramLabel = "PATH",
            description = "the collection, such as /alice/calendar, which is made if it is not there; or a home, such"
                    + " as /alice, where each file becomes a collection of its name")
    private @Nullable String to;

    @Option(names = "--dry-run", description = "tells what would be done, and does nothing")
    private boolean dryRun;

    @Option(names = "--json", description = "tells each thing as a JSON object on a line of its own, then the totals")
    private boolean json;

    @Option(
            names = "--on-conflict",
            paramLabel = "RULE",
            description = "what becomes of an item whose UID is there with another content: skip (what is there stays;"
                    + " the default), rename (it gets another UID), replace (it takes its place)")
    private ConflictRule rule = ConflictRule.SKIP;

    @ArgGroup(exclusive = false)
    private @Nullable RemoteOptions remote;

    @Parameters(paramLabel = "SOURCE", arity = "0..1", description = "a file or a folder; - for standard input")
    private @Nullable String source;

    public ImportCommand(SiteAccess access) {
        this.access = access;
    }

    @Override
    public Integer call() throws Exception {
        return access.run(options, this::callersPart, this::work);
    }

    /** Files are read, and other servers asked, by who calls. */
    private int callersPart(Terminal terminal, SiteAccess.StreamWork work) throws Exception {
        Optional<CollectionPath> target = to == null ? Optional.empty() : Optional.of(CollectionPaths.parse(to));
        Streams own = terminal.streams();
        Progress progress = Progress.on(terminal);
        try (TalkReader talk = new TalkReader(own.out())) {
            ParcelPipe.Sender sender = sender(terminal, target, talk);
            try (ParcelPipe pipe = ParcelPipe.from(sink -> sender.send(progress.counting(sink)))) {
                int code = work.run(new OwnStreams(pipe.in(), remote == null ? own.out() : talk, own.err()));
                progress.end();
                talk.end();
                pipe.requireSent();
                return code;
            }
        }
    }

    private ParcelPipe.Sender sender(Terminal terminal, Optional<CollectionPath> target, RemoteSource.Answers answers)
            throws IOException, CommandFailure {
        String from = source;
        RemoteOptions account = remote;
        if ((from == null) == (account == null)) {
            throw new CommandFailure("give either a file or a folder to import, or the --url of another server");
        }
        if (account != null) {
            CollectionPath home = target.filter(CollectionPath::isHome)
                    .orElseThrow(() -> new CommandFailure("where does it go? --to names a home, such as /alice"));
            Login login = account.login(terminal);
            return sink -> new RemoteSource(login, sink, answers).send(home);
        }
        String name = String.valueOf(from);
        if (!name.equals("-") && !Files.exists(Path.of(name))) {
            throw new CommandFailure("there is no " + name);
        }
        if (target.isEmpty() && !Files.isDirectory(Path.of(name))) {
            throw new CommandFailure("where does it go? --to names a collection or a home, such as /alice/calendar");
        }
        return sink -> sendFiles(terminal, name, target, sink);
    }

    private static void sendFiles(Terminal terminal, String from, Optional<CollectionPath> target, Parcel.Sink sink)
            throws IOException, CommandFailure {
        try {
            if (from.equals("-")) {
                sendStandardInput(terminal, target, sink);
            } else {
                new FileSource(sink).send(Path.of(from), target);
            }
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()));
        }
    }

    /** It has to be read twice. */
    private static void sendStandardInput(Terminal terminal, Optional<CollectionPath> target, Parcel.Sink sink)
            throws IOException {
        Path spool = Files.createTempFile("fasti-import", ".tmp");
        try {
            Files.copy(terminal.in(), spool, StandardCopyOption.REPLACE_EXISTING);
            new FileSource(sink).send(spool, target);
        } finally {
            Files.deleteIfExists(spool);
        }
    }

    private int work(OpenSite site, Streams streams) throws IOException {
        RemoteOptions account = remote;
        ImportTerms.Mode mode = dryRun ? ImportTerms.Mode.DRY_RUN : ImportTerms.Mode.WRITE;
        ImportTerms terms = new ImportTerms(rule, account == null ? ImportTerms.Gone.STAYS : account.gone(), mode);
        TalkWriter talk = new TalkWriter(streams.out());
        ImportReport report = new ImportReport(
                account == null ? streams.out() : talk, json ? ImportReport.Form.JSON : ImportReport.Form.TEXT);
        Intake intake = new Intake(
                site.store().by(new Author("", "", "fasti import")),
                new ImportAdmission(site),
                terms,
                report,
                new Known(site, talk, account == null ? RemoteOptions.Before.COUNTS : account.before()));
        ParcelReader parcels = new ParcelReader(streams.in());
        try (Crew crew = new Crew(intake)) {
            Parcel parcel = parcels.next();
            while (!(parcel instanceof Parcel.End)) {
                streams.requireWanted();
                crew.take(parcel);
                parcel = parcels.next();
            }
            crew.drain();
        } catch (EOFException e) {
            report.end(mode);
            streams.err().println("the import was broken off; what is told above is done, run it again for the rest");
            return ExitCode.FAILURE;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        report.end(mode);
        return report.isComplete() ? ExitCode.DONE : ExitCode.FAILURE;
    }

    /** What is known in a data folder of what came before. */
    private record Known(OpenSite site, TalkWriter talk, RemoteOptions.Before before) implements Intake.Sources {
        @Override
        public Provenance known(CollectionPath path, String url) {
            Provenance known = Provenance.read(site.config().storage().data(), path, url);
            if (before == RemoteOptions.Before.IS_FORGOTTEN) {
                known.clear();
            }
            return known;
        }

        @Override
        public void answer(BitSet wanted) throws IOException {
            talk.answer(wanted);
        }
    }
}
