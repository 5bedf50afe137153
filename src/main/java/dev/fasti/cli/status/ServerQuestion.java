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
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A question to the server on a data folder, which is answered in words or as JSON. Where none runs, that is said. */
abstract class ServerQuestion implements Callable<Integer> {
    private final SiteAccess access;

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Option(names = "--json", description = "as one JSON object on one line")
    private boolean json;

    ServerQuestion(SiteAccess access) {
        this.access = access;
    }

    @Override
    public final Integer call() throws Exception {
        return access.runInServer(options, this::tell, this::tellNone);
    }

    /** Answers, and gives the exit code. */
    abstract int tell(OpenSite site, Serving serving, Streams streams) throws IOException;

    /** Adds to an answer what it says where no server runs, besides that. */
    abstract JsonObject none(JsonObject answer, Config config);

    private int tellNone(Config config, Streams streams) throws IOException {
        say(streams, none(new JsonObject().put("running", false), config), "no server runs on " + data(config));
        return ExitCode.NOT_RUNNING;
    }

    /** Says one of the two. */
    final void say(Streams streams, JsonObject answer, String words) throws IOException {
        streams.say(json ? answer.toString() : words);
    }

    static String data(Config config) {
        return config.storage().data().toAbsolutePath().normalize().toString();
    }
}
