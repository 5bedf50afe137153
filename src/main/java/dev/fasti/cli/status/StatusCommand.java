package dev.fasti.cli.status;

import dev.fasti.auth.htpasswd.HtpasswdEditor;
import dev.fasti.cli.control.Streams;
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
import picocli.CommandLine.Command;

/** {@code fasti status}: whether a server has the data folder, and what it says of itself. Opens nothing. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Tells whether a server runs on the data folder, and where. The exit code is 0 if one does, 3 if"
                + " not.")
public final class StatusCommand extends ServerQuestion {
    public StatusCommand(SiteAccess access) {
        super(access);
    }

    @Override
    int tell(OpenSite site, Serving serving, Streams streams) throws IOException {
        Instant since = serving.since().truncatedTo(ChronoUnit.SECONDS);
        String data = data(site.config());
        int open = site.store().openCollections();
        int homes = site.store().homes().size();
        int users = users(site.config().auth());
        JsonObject answer = new JsonObject()
                .put("running", true)
                .put("version", Version.number())
                .put("since", since.toString())
                .put("url", serving.uri().toString())
                .put("data", data)
                .put("users", users)
                .put("homes", homes)
                .put("openCollections", open);
        say(
                streams,
                answer,
                String.join(
                        "\n",
                        "Fasti " + Version.number() + " is at " + serving.uri(),
                        "since " + since + ", on " + data,
                        "users: " + users + ", homes: " + homes + ", open collections: " + open));
        return ExitCode.DONE;
    }

    @Override
    JsonObject none(JsonObject answer, Config config) {
        return answer.put("data", data(config));
    }

    /** Those who can log in by the users file; none where it is not asked. */
    private static int users(AuthConfig auth) throws IOException {
        return auth.type() == AuthType.HTPASSWD
                ? new HtpasswdEditor(auth.htpasswdFile())
                        .logins(AccountFiles.plainText(auth))
                        .size()
                : 0;
    }
}
