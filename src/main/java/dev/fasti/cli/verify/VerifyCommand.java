package dev.fasti.cli.verify;

import dev.fasti.cli.control.Streams;
import dev.fasti.cli.frame.CommandFailure;
import dev.fasti.cli.frame.ConfigOptions;
import dev.fasti.cli.frame.ExitCode;
import dev.fasti.cli.frame.JsonObject;
import dev.fasti.cli.frame.Terminal;
import dev.fasti.cli.site.OpenSite;
import dev.fasti.cli.site.SiteAccess;
import dev.fasti.config.Config;
import dev.fasti.store.Collection;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.file.survey.CacheRepair;
import dev.fasti.store.file.survey.FolderSurvey;
import dev.fasti.store.file.survey.PropsRepair;
import dev.fasti.store.path.CollectionPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fasti verify}: names everything stored that something is wrong with. A server may run meanwhile. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description =
                "Names the items in the data folder that cannot be read or break the rules, and damaged indexes and"
                        + " change logs. Without --repair it changes nothing. A server may be running meanwhile. The exit code is"
                        + " 0 if nothing is wrong, or nothing is any more, and else 1.")
public final class VerifyCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final SiteAccess access;

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Option(names = "--json", description = "as one JSON object on one line")
    private boolean json;

    @Option(
            names = "--repair",
            description =
                    "writes damaged indexes and change logs anew, and sets files of properties aside that make no sense;"
                            + " erases nothing, and never touches an item")
    private boolean repair;

    public VerifyCommand(Terminal terminal, SiteAccess access) {
        this.terminal = terminal;
        this.access = access;
    }

    @Override
    public Integer call() throws Exception {
        if (repair) {
            return access.run(options, this::repair);
        }
        Config config = options.read(terminal.environment(), Map.of());
        return verify(config.storage().data(), terminal.streams(), List.of());
    }

    /** Where the folder is open: what is known of a collection there is what its files are written from. */
    private int repair(OpenSite site, Streams streams) throws IOException, CommandFailure {
        Path data = site.config().storage().data();
        Verification before = survey(data, line -> {});
        List<JsonObject> repaired = new ArrayList<>();
        for (CollectionPath path : before.malformed()) {
            repair(site, path, streams, PropsRepair::mend, repaired);
        }
        for (CollectionPath path : before.damaged()) {
            repair(site, path, streams, VerifyCommand::rewrite, repaired);
        }
        return verify(data, streams, repaired);
    }

    /** Mends something of a collection, and tells what was done. */
    private interface Repair {
        List<String> of(Collection collection) throws IOException;
    }

    private void repair(OpenSite site, CollectionPath path, Streams streams, Repair repair, List<JsonObject> repaired)
            throws IOException {
        streams.requireWanted();
        Optional<Collection> collection = site.store().find(path);
        if (collection.isEmpty()) {
            return;
        }
        try {
            for (String action : repair.of(collection.get())) {
                repaired.add(new JsonObject().put("path", path + "/").put("action", action));
                if (!json) {
                    streams.say(path + "/: " + action);
                }
            }
        } catch (StoreException.NotFound e) {
            // Deleted meanwhile.
        }
    }

    private static List<String> rewrite(Collection collection) throws IOException {
        CacheRepair.rewrite(collection);
        return List.of("index and change log written anew");
    }

    private int verify(Path data, Streams streams, List<JsonObject> repaired) throws IOException, CommandFailure {
        Verification verification = survey(data, json ? line -> {} : line -> say(streams, line));
        streams.say(json ? verification.json(repaired).toString() : verification.summary());
        return verification.foundFaults() ? ExitCode.FAILURE : ExitCode.DONE;
    }

    private static void say(Streams streams, String line) {
        try {
            streams.say(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Verification survey(Path data, Consumer<String> lines) throws IOException, CommandFailure {
        Verification verification = new Verification(lines);
        try {
            FolderSurvey.of(data, verification);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (NoSuchFileException e) {
            throw new CommandFailure("there is no data folder here: " + e.getMessage() + " does not exist");
        }
        return verification;
    }
}
