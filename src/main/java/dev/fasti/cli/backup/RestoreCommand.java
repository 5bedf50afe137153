package dev.fasti.cli.backup;

import dev.fasti.cli.control.OwnStreams;
import dev.fasti.cli.control.Streams;
import dev.fasti.cli.frame.CollectionPaths;
import dev.fasti.cli.frame.CommandFailure;
import dev.fasti.cli.frame.ConfigOptions;
import dev.fasti.cli.frame.Counted;
import dev.fasti.cli.frame.ExitCode;
import dev.fasti.cli.frame.Terminal;
import dev.fasti.cli.site.OpenSite;
import dev.fasti.cli.site.SiteAccess;
import dev.fasti.config.Config;
import dev.fasti.store.Author;
import dev.fasti.store.CollectionStore;
import dev.fasti.store.CollectionStore.Overwrite;
import dev.fasti.store.CollectionStore.Transfer;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.file.FileStore;
import dev.fasti.store.file.datafolder.Restoration;
import dev.fasti.store.path.CollectionPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fasti restore}: what a backup holds, all of it or one collection. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description =
                "Brings back what an archive of \"fasti backup\" holds: everything, while no server runs; or, with"
                        + " --only, one collection or home, while a server may run. Nothing is touched before the whole archive"
                        + " has been checked.")
public final class RestoreCommand implements Callable<Integer> {
    private static final Author AUTHOR = new Author("", "", "fasti restore");
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Terminal terminal;
    private final SiteAccess access;
    private final Clock clock;

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Option(names = "--only", paramLabel = "PATH", description = "the collection or home, such as /alice/calendar")
    private @Nullable String only;

    @Option(names = "--to", paramLabel = "PATH", description = "where to put it; where it was, if this is left out")
    private @Nullable String to;

    @Option(
            names = "--replace",
            description = "puts it in the place of what is there, which is kept: in the folder before-restore-TIME, or"
                    + " for --only in the trash")
    private boolean replace;

    @Parameters(paramLabel = "FILE", description = "the archive; - for standard input")
    private String file = "-";

    public RestoreCommand(Terminal terminal, SiteAccess access, Clock clock) {
        this.terminal = terminal;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public Integer call() throws Exception {
        return only == null ? all() : access.run(options, this::callersPart, this::one);
    }

    private int all() throws IOException, CommandFailure {
        Config config = options.read(terminal.environment(), Map.of());
        try (Restoration restoration = Restoration.begin(config.storage().data());
                InputStream in = open(terminal.streams())) {
            if (restoration.findsSomething() && !replace) {
                throw new CommandFailure("the data folder " + config.storage().data()
                        + " is not empty; --replace puts the backup in its place and keeps what is there beside it");
            }
            long files = ArchiveReader.ofAll(restoration.place()).read(in);
            String before = "before-restore-" + STAMP.format(clock.instant());
            boolean isKept = restoration.finish(before);
            terminal.out()
                    .println(Counted.of(files, "file") + " restored"
                            + (isKept ? "; what was there is in " + before : ""));
        }
        return ExitCode.DONE;
    }

    private int callersPart(Terminal own, SiteAccess.StreamWork work) throws Exception {
        Streams streams = own.streams();
        try (InputStream in = open(streams)) {
            return work.run(new OwnStreams(in, streams.out(), streams.err()));
        }
    }

    private InputStream open(Streams streams) throws IOException {
        return file.equals("-") ? streams.in() : Files.newInputStream(Path.of(file));
    }

    private int one(OpenSite site, Streams streams) throws IOException, CommandFailure {
        CollectionPath from = CollectionPaths.parse(String.valueOf(only));
        CollectionPath target = to == null ? from : CollectionPaths.parse(to);
        FileStore store = site.store();
        boolean isThere = store.find(target).isPresent();
        if (isThere && !replace) {
            throw new CommandFailure(target + " exists; --replace puts the backup in its place");
        }
        CollectionPath arrival = isThere ? beside(target) : target;
        long[] files = new long[1];
        store.adopt(arrival, folder -> files[0] = unpack(from, folder, streams.in()), AUTHOR);
        if (isThere) {
            CollectionStore signed = store.by(AUTHOR);
            try {
                signed.transfer(Transfer.MOVE, arrival, target, Overwrite.ALLOWED);
            } catch (StoreException e) {
                signed.delete(arrival);
                throw e;
            }
        }
        streams.say(Counted.of(files[0], "file") + " restored to " + target);
        return ExitCode.DONE;
    }

    private static long unpack(CollectionPath from, Path folder, InputStream in) throws IOException {
        long files = ArchiveReader.of(folder, "collection-root" + from).read(in);
        try (Stream<Path> inside = Files.list(folder)) {
            if (inside.findAny().isEmpty()) {
                throw new IOException("the backup holds no " + from);
            }
        }
        return files;
    }

    /** A name that nobody else has, in the same place. */
    private static CollectionPath beside(CollectionPath target) throws CommandFailure {
        String name = target.name() + "-restored-" + Long.toHexString(System.nanoTime());
        Optional<CollectionPath> parent = target.parent();
        return parent.isPresent() ? parent.get().child(name) : CollectionPath.of(name);
    }
}
