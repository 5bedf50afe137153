package dev.fasti.cli.status;

import dev.fasti.auth.htpasswd.HtpasswdEditor;
import dev.fasti.cli.control.Streams;
import dev.fasti.cli.frame.ConfigOptions;
import dev.fasti.cli.frame.ExitCode;
import dev.fasti.cli.frame.JsonObject;
import dev.fasti.cli.frame.Version;
import dev.fasti.cli.login.AccountFiles;
import dev.fasti.cli.site.OpenSite;
import dev.fasti.cli.site.Serving;
import dev.fasti.cli.site.SiteAccess;
import dev.fasti.config.Config;
import dev.fasti.config.auth.AuthConfig;
import dev.fasti.config.auth.AuthType;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fasti status}: whether a server has the data folder, and what it says of itself. Opens nothing. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Tells whether a server runs on the data folder, and where. The exit code is 0 if one does, 3 if"
                + " not.")
public final class StatusCommand implements Callable<Integer> {
    private final SiteAccess access;

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Option(names = "--json", description = "as one JSON object on one line")
    private boolean json;

    public StatusCommand(SiteAccess access) {
        this.access = access;
    }

    @Override
    public Integer call() throws Exception {
        return access.runInServer(options, this::tell, this::tellNone);
    }

    private int tell(OpenSite site, Serving serving, Streams streams) throws IOException {
        Instant since = serving.since().truncatedTo(ChronoUnit.SECONDS);
        int open = site.store().openCollections();
        int homes = site.store().homes().size();
        int users = users(site.config().auth());
        if (json) {
            streams.say(new JsonObject()
                    .put("running", true)
                    .put("version", Version.number())
                    .put("since", since.toString())
                    .put("url", serving.uri().toString())
                    .put("data", data(site.config()))
                    .put("users", users)
                    .put("homes", homes)
                    .put("openCollections", open)
                    .toString());
            return ExitCode.DONE;
        }
        streams.say("Fasti " + Version.number() + " is at " + serving.uri());
        streams.say("since " + since + ", on " + data(site.config()));
        streams.say("users: " + users + ", homes: " + homes + ", open collections: " + open);
        return ExitCode.DONE;
    }

    private int tellNone(Config config, Streams streams) throws IOException {
        streams.say(
                json
                        ? new JsonObject()
                                .put("running", false)
                                .put("data", data(config))
                                .toString()
                        : "no server runs on " + data(config));
        return ExitCode.NOT_RUNNING;
    }

    /** Those who can log in by the users file; none where it is not asked. */
    private static int users(AuthConfig auth) throws IOException {
        return auth.type() == AuthType.HTPASSWD
                ? new HtpasswdEditor(auth.htpasswdFile())
                        .logins(AccountFiles.plainText(auth))
                        .size()
                : 0;
    }

    private static String data(Config config) {
        return config.storage().data().toAbsolutePath().normalize().toString();
    }
}
