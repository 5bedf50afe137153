package dev.fasti.cli.backup;

import dev.fasti.cli.control.OwnStreams;
import dev.fasti.cli.control.Streams;
import dev.fasti.cli.frame.CommandFailure;
import dev.fasti.cli.frame.ConfigOptions;
import dev.fasti.cli.frame.Counted;
import dev.fasti.cli.frame.ExitCode;
import dev.fasti.cli.frame.Terminal;
import dev.fasti.cli.frame.Version;
import dev.fasti.cli.site.OpenSite;
import dev.fasti.cli.site.SiteAccess;
import dev.fasti.store.file.datafolder.FrozenFolder;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fasti backup}: everything as it is at one moment, as an archive that tar can read. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = "Writes everything, as it is at one moment, to a tar archive. A server may run meanwhile.")
public final class BackupCommand implements Callable<Integer> {
    private static final FileAttribute<?> CLOSED =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final int BUFFER = 1 << 16;

    private final SiteAccess access;

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Option(names = "--gzip", description = "compresses the archive; so does a FILE that ends with .gz or .tgz")
    private boolean gzip;

    @Option(names = "--history", description = "takes earlier versions and deleted collections along")
    private boolean history;

    @Parameters(paramLabel = "FILE", description = "where to write; - for standard output. Not replaced if it exists")
    private String file = "-";

    public BackupCommand(SiteAccess access) {
        this.access = access;
    }

    @Override
    public Integer call() throws Exception {
        return access.run(options, this::callersPart, this::work);
    }

    /**
     * The file belongs to who calls, and is closed to everybody else, as the data folder is; it has its name only when
     * it is whole and durable.
     */
    private int callersPart(Terminal terminal, SiteAccess.StreamWork work) throws Exception {
        if (file.equals("-")) {
            return work.run(terminal.streams());
        }
        Path target = Path.of(file);
        if (Files.exists(target)) {
            throw new CommandFailure(target + " exists already");
        }
        Path partial = target.resolveSibling(target.getFileName() + ".partial");
        try {
            int code;
            try (FileChannel channel = FileChannel.open(
                            partial, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), CLOSED);
                    OutputStream out = java.nio.channels.Channels.newOutputStream(channel)) {
                Streams own = terminal.streams();
                code = work.run(new OwnStreams(own.in(), out, own.err()));
                channel.force(true);
            }
            if (code == ExitCode.DONE) {
                Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
            }
            return code;
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private int work(OpenSite site, Streams streams) throws IOException {
        FrozenFolder.Part part = history ? FrozenFolder.Part.PRESENT_AND_PAST : FrozenFolder.Part.PRESENT;
        Instant now = site.clock().instant();
        try (FrozenFolder frozen = site.store().freeze(part)) {
            OutputStream out = compressed(new BufferedOutputStream(streams.out(), BUFFER));
            String note = "Fasti " + Version.number() + ", " + now.truncatedTo(ChronoUnit.SECONDS);
            long files;
            try (ArchiveWriter archive = new ArchiveWriter(out, frozen.folder())) {
                archive.write(frozen.folder(), note, now, streams::requireWanted);
                files = archive.files();
            }
            if (out instanceof GZIPOutputStream zipped) {
                zipped.finish();
            }
            out.flush();
            streams.err().println(Counted.of(files, "file") + " backed up");
        }
        return ExitCode.DONE;
    }

    private OutputStream compressed(OutputStream out) throws IOException {
        boolean isWanted = gzip || file.endsWith(".gz") || file.endsWith(".tgz");
        return isWanted ? new GZIPOutputStream(new Unclosed(out), BUFFER) : out;
    }

    /** The caller's stream stays open. */
    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] octets, int offset, int length) throws IOException {
            out.write(octets, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
