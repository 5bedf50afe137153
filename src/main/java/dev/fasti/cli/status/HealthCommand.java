package dev.fasti.cli.status;

import dev.fasti.cli.control.Streams;
import dev.fasti.cli.frame.ConfigOptions;
import dev.fasti.cli.frame.ExitCode;
import dev.fasti.cli.frame.JsonObject;
import dev.fasti.cli.site.OpenSite;
import dev.fasti.cli.site.Serving;
import dev.fasti.cli.site.SiteAccess;
import dev.fasti.config.Config;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fasti health}: what {@code /health/ready} says, for scripts on the same machine. */
@Command(
        name = "health",
        mixinStandardHelpOptions = true,
        description = "Tells whether the server on the data folder can do its work. The exit code is 0 if it can, 1 if"
                + " not, 3 if no server runs.")
public final class HealthCommand implements Callable<Integer> {
    private final SiteAccess access;

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Option(names = "--json", description = "as one JSON object on one line")
    private boolean json;

    public HealthCommand(SiteAccess access) {
        this.access = access;
    }

    @Override
    public Integer call() throws Exception {
        return access.runInServer(options, this::tell, this::tellNone);
    }

    private int tell(OpenSite site, Serving serving, Streams streams) throws IOException {
        List<String> problems = serving.health().problems();
        String words = problems.isEmpty() ? "ready" : String.join("\n", problems);
        streams.say(
                json
                        ? new JsonObject()
                                .put("running", true)
                                .put("ready", problems.isEmpty())
                                .put("problems", String.join("; ", problems))
                                .toString()
                        : words);
        return problems.isEmpty() ? ExitCode.DONE : ExitCode.FAILURE;
    }

    private int tellNone(Config config, Streams streams) throws IOException {
        String data = config.storage().data().toAbsolutePath().normalize().toString();
        streams.say(
                json
                        ? new JsonObject()
                                .put("running", false)
                                .put("ready", false)
                                .toString()
                        : "no server runs on " + data);
        return ExitCode.NOT_RUNNING;
    }
}
