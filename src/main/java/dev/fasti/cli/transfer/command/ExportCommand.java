package dev.fasti.cli.transfer.command;

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
import dev.fasti.cli.transfer.Exporter;
import dev.fasti.cli.transfer.FilePacker;
import dev.fasti.cli.transfer.FileUnpacker;
import dev.fasti.store.Collection;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.path.CollectionPath;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fasti export}: calendars and address books as files that every other program reads. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Writes each calendar to an .ics file and each address book to a .vcf file. A server may run"
                + " meanwhile.")
public final class ExportCommand implements Callable<Integer> {
    private static final int BUFFER = 1 << 16;

    private final SiteAccess access;

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Option(names = "--only", paramLabel = "PATH", description = "one collection or home, such as /alice/calendar")
    private @Nullable String only;

    @Option(names = "--single-files", description = "a folder for each collection, with each item as it is stored")
    private boolean singleFiles;

    @Parameters(
            paramLabel = "TARGET",
            description = "a folder; with --only for a calendar or an address book also a file that ends with .ics or"
                    + " .vcf, or - for standard output. No file is replaced.")
    private String target = "-";

    private boolean leftOut;

    public ExportCommand(SiteAccess access) {
        this.access = access;
    }

    @Override
    public Integer call() throws Exception {
        return access.run(options, this::callersPart, this::work);
    }

    private int callersPart(Terminal terminal, SiteAccess.StreamWork work) throws Exception {
        if (target.equals("-")) {
            return work.run(terminal.streams());
        }
        Path place = Path.of(target).toAbsolutePath();
        Path folder = place.getParent();
        if (isFile() && Files.exists(place)) {
            throw new CommandFailure(target + " exists already");
        }
        Streams own = terminal.streams();
        try (FileUnpacker files = new FileUnpacker(isFile() && folder != null ? folder : place, place)) {
            int code = work.run(new OwnStreams(own.in(), files, own.err()));
            if (code != ExitCode.DONE) {
                return code;
            }
            if (!files.hasEnded()) {
                throw new CommandFailure("the export was broken off");
            }
            own.err().println(Counted.of(files.files(), "file") + " exported");
        }
        return ExitCode.DONE;
    }

    private boolean isFile() {
        String name = target.toLowerCase(Locale.ROOT);
        return only != null && !singleFiles && (name.endsWith(".ics") || name.endsWith(".vcf"));
    }

    private int work(OpenSite site, Streams streams) throws IOException, CommandFailure {
        boolean isStandard = target.equals("-");
        if (isStandard && (only == null || singleFiles)) {
            throw new CommandFailure("standard output takes one calendar or address book, which --only names");
        }
        OutputStream buffered = new BufferedOutputStream(streams.out(), BUFFER);
        FilePacker packer = new FilePacker(buffered);
        Exporter.Output output = new Output(streams, isStandard ? buffered : packer, packer, isStandard);
        Exporter exporter = new Exporter(site.dav(), output);
        Exporter.Form form = singleFiles ? Exporter.Form.SINGLE_FILES : Exporter.Form.ONE_FILE;
        if (only == null) {
            for (String home : site.store().homes()) {
                exporter.tree(CollectionPath.of(home), form);
            }
        } else {
            CollectionPath path = CollectionPaths.parse(only);
            Collection collection =
                    site.store().find(path).orElseThrow(() -> new CommandFailure("there is no collection " + path));
            if (isStandard || isFile()) {
                requireObjects(collection);
                String beside = Path.of(target).getFileName() + ".broken";
                exporter.one(collection, "", isStandard ? "" : beside);
            } else {
                exporter.tree(path, form);
            }
        }
        if (!isStandard) {
            packer.end();
        }
        buffered.flush();
        return leftOut ? ExitCode.FAILURE : ExitCode.DONE;
    }

    private static void requireObjects(Collection collection) throws CommandFailure {
        CollectionKind kind = collection.snapshot().kind();
        if (!List.of(CollectionKind.CALENDAR, CollectionKind.ADDRESSBOOK).contains(kind)) {
            throw new CommandFailure(collection.path() + " is neither a calendar nor an address book");
        }
    }

    /** Files go through the packer; standard output is one file, and holds nothing else. */
    private final class Output implements Exporter.Output {
        private final Streams streams;
        private final OutputStream content;
        private final FilePacker packer;
        private final boolean isStandard;

        Output(Streams streams, OutputStream content, FilePacker packer, boolean isStandard) {
            this.streams = streams;
            this.content = content;
            this.packer = packer;
            this.isStandard = isStandard;
        }

        @Override
        public OutputStream file(String path) throws IOException {
            if (!isStandard) {
                packer.file(path);
            }
            return content;
        }

        @Override
        public void requireWanted() throws IOException {
            streams.requireWanted();
        }

        @Override
        public void tell(String path, String reason) {
            streams.err().println(path + ": " + reason);
            leftOut |= isStandard;
        }
    }
}
