package dev.fasti.cli.migrate;

import dev.fasti.auth.htpasswd.HtpasswdEditor;
import dev.fasti.auth.htpasswd.PlainText;
import dev.fasti.cli.frame.CommandFailure;
import dev.fasti.cli.frame.Counted;
import dev.fasti.cli.frame.ExitCode;
import dev.fasti.cli.frame.Terminal;
import dev.fasti.config.read.ConfigReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fasti migrate}: from another server to this one. */
@Command(name = "migrate", mixinStandardHelpOptions = true, description = "Comes over from another server.")
public final class MigrateCommand {
    private final Terminal terminal;

    public MigrateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** What to do with Radicale's folder, and whether to do anything. */
    static final class Choices {
        @Option(
                names = "--config",
                required = true,
                paramLabel = "FILE",
                description = "Radicale's configuration, such as /etc/radicale/config")
        private Path config = Path.of("");

        @Option(names = "--data", paramLabel = "DIR", description = "the new data folder; Radicale's is copied to it")
        private @Nullable Path data;

        @Option(
                names = "--in-place",
                description = "takes Radicale's folder for the data folder, without a copy. Going back stays possible")
        private boolean inPlace;

        @Option(
                names = "--out",
                paramLabel = "FILE",
                description = "where to write Fasti's configuration (default: ${DEFAULT-VALUE}); not replaced if it"
                        + " exists")
        private Path out = Path.of("fasti.toml");

        @Option(names = "--dry-run", description = "tells what would be done, and does nothing")
        private boolean dryRun;
    }

    @Command(
            name = "radicale",
            mixinStandardHelpOptions = true,
            description = "Tells what becomes of each setting of Radicale, writes Fasti's configuration, and takes over"
                    + " accounts, rights and the folder. Stop Radicale first. Nothing of Radicale's is changed, unless"
                    + " --in-place says so.")
    int radicale(@Mixin Choices choices) throws IOException, CommandFailure {
        Translation translation = translate(choices.config);
        translation.fates().forEach(fate -> terminal.out().println(words(fate)));
        if (choices.inPlace == (choices.data != null)) {
            throw new CommandFailure("say either --data DIR (Radicale's folder is copied) or --in-place");
        }
        Path storage = translation.storage();
        if (!Files.isDirectory(storage.resolve("collection-root"))) {
            throw new CommandFailure("Radicale's folder " + storage + " holds no collection-root");
        }
        Path data = choices.data == null ? storage : choices.data;
        requireFree(choices, data);
        Path users = data.resolve("fasti").resolve("users");
        Path rights = data.resolve("fasti").resolve("rights");
        Map<String, String> more = more(translation, data, rights);
        if (choices.dryRun) {
            terminal.out().println("\n" + choices.out + " would be:\n" + translation.toml(more));
            return ExitCode.DONE;
        }
        if (!choices.inPlace) {
            long files = FolderCopy.copy(storage.resolve("collection-root"), data.resolve("collection-root"));
            terminal.out().println(Counted.of(files, "file") + " copied to " + data);
        }
        copyOwn(translation.users(), users);
        copyOwn(translation.rights(), rights);
        write(choices.out, translation.toml(more));
        terminal.out().println(choices.out + " written. Start: fasti serve --config " + choices.out);
        return ExitCode.DONE;
    }

    private static Translation translate(Path config) throws IOException, CommandFailure {
        try {
            return Translation.of(Files.readString(config));
        } catch (IniSyntax e) {
            throw new CommandFailure(config + ", " + e.getMessage());
        } catch (InvalidPathException e) {
            throw new CommandFailure(config + ": " + e.getMessage());
        } catch (CharacterCodingException e) {
            throw new CommandFailure(config + " is not UTF-8");
        }
    }

    private static String words(Fate fate) {
        String kind = fate.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return fate.key() + ": " + kind + ": " + fate.note();
    }

    private static void requireFree(Choices choices, Path data) throws CommandFailure {
        if (Files.exists(choices.out, LinkOption.NOFOLLOW_LINKS)) {
            throw new CommandFailure(choices.out + " exists already; --out names another file");
        }
        if (!choices.inPlace && Files.exists(data.resolve("collection-root"), LinkOption.NOFOLLOW_LINKS)) {
            throw new CommandFailure(data + " holds collections already; fasti import takes in a whole folder");
        }
    }

    /** The data folder, and what only a look at the files tells. */
    private Map<String, String> more(Translation translation, Path data, Path rights) throws IOException {
        Map<String, String> more = new LinkedHashMap<>();
        more.put("storage.data", Translation.quoted(data));
        if (translation.rights().isPresent()) {
            more.put("rights.file", Translation.quoted(rights));
        }
        Optional<Path> users = translation.users();
        if (users.isEmpty()) {
            return more;
        }
        if (!Files.isReadable(users.get())) {
            terminal.err()
                    .println("the users file " + users.get() + " cannot be read: make accounts with fasti user add");
            return more;
        }
        HtpasswdEditor editor = new HtpasswdEditor(users.get());
        List<String> refused = editor.problems(translation.plainText());
        refused.forEach(problem -> terminal.err().println(users.get() + ":" + problem));
        if (editor.problems(PlainText.REFUSED).size() > refused.size()) {
            more.put("auth.allow_plain_text", "true");
            terminal.err()
                    .println(users.get() + " holds passwords in plain text, which work as they are; fasti user passwd"
                            + " hashes them one by one, and without auth.allow_plain_text they are refused");
        }
        return more;
    }

    /** What is there already stays. */
    private void copyOwn(Optional<Path> from, Path to) throws IOException {
        if (from.isEmpty() || !Files.isReadable(from.get())) {
            return;
        }
        if (Files.exists(to)) {
            terminal.err().println(to + " exists already and stays as it is");
            return;
        }
        Path folder = to.getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Path partial = to.resolveSibling(to.getFileName() + ".partial");
        Files.deleteIfExists(partial);
        Files.createFile(partial, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(partial, Files.readAllBytes(from.get()));
        Files.move(partial, to, StandardCopyOption.ATOMIC_MOVE);
        terminal.out().println(from.get() + " copied to " + to);
    }

    /** A file that Fasti would refuse is never left behind. */
    private static void write(Path out, String toml) throws IOException {
        Path partial = out.resolveSibling(out.getFileName() + ".partial");
        Files.write(partial, toml.getBytes(StandardCharsets.UTF_8));
        try {
            ConfigReader.read(partial, Map.of(), Map.of());
            Files.move(partial, out, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(partial);
        }
    }
}
