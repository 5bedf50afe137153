package dev.fasti.cli.status;

import dev.fasti.cli.control.Streams;
import dev.fasti.cli.frame.ExitCode;
import dev.fasti.cli.frame.JsonObject;
import dev.fasti.cli.site.OpenSite;
import dev.fasti.cli.site.Serving;
import dev.fasti.cli.site.SiteAccess;
import dev.fasti.config.Config;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code fasti health}: what {@code /health/ready} says, for scripts on the same machine. */
@Command(
        name = "health",
        mixinStandardHelpOptions = true,
        description = "Tells whether the server on the data folder can do its work. The exit code is 0 if it can, 1 if"
                + " not, 3 if no server runs.")
public final class HealthCommand extends ServerQuestion {
    public HealthCommand(SiteAccess access) {
        super(access);
    }

    @Override
    int tell(OpenSite site, Serving serving, Streams streams) throws IOException {
        List<String> problems = serving.health().problems();
        JsonObject answer = new JsonObject()
                .put("running", true)
                .put("ready", problems.isEmpty())
                .put("problems", String.join("; ", problems));
        say(streams, answer, problems.isEmpty() ? "ready" : String.join("\n", problems));
        return problems.isEmpty() ? ExitCode.DONE : ExitCode.FAILURE;
    }

    @Override
    JsonObject none(JsonObject answer, Config config) {
        return answer.put("ready", false);
    }
}
