package dev.fasti.cli.transfer.command;

import dev.fasti.cli.frame.CommandFailure;
import dev.fasti.cli.frame.PasswordSource;
import dev.fasti.cli.frame.Terminal;
import dev.fasti.cli.transfer.ImportTerms;
import dev.fasti.cli.transfer.remote.Login;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The account on another server that is imported. */
final class RemoteOptions {
    /** Whether what is known of earlier runs counts. */
    enum Before {
        COUNTS,
        IS_FORGOTTEN
    }

    @Option(
            names = "--url",
            required = true,
            paramLabel = "URL",
            description = "the other server, or anything of the account there")
    private String url = "";

    @Option(names = "--user", required = true, paramLabel = "NAME", description = "the user name there")
    private String user = "";

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description =
                    "the password is the first line of this file. Without it, it is asked for, or is the first line"
                            + " of standard input where there is no terminal")
    private @Nullable Path passwordFile;

    @Option(names = "--plain-http", description = "sends the password over http though others may read it there")
    private boolean plainHttp;

    @Option(
            names = "--remove-gone",
            description =
                    "what was brought before and is no longer there is deleted here, too, if nobody has changed it"
                            + " here; without it, it is named and stays")
    private boolean removeGone;

    @Option(
            names = "--fetch-all",
            description = "fetches everything and compares it, as if nothing had been brought before")
    private boolean fetchAll;

    ImportTerms.Gone gone() {
        return removeGone ? ImportTerms.Gone.IS_REMOVED : ImportTerms.Gone.STAYS;
    }

    Before before() {
        return fetchAll ? Before.IS_FORGOTTEN : Before.COUNTS;
    }

    Login login(Terminal terminal) throws IOException, CommandFailure {
        try {
            Login.Transport transport = plainHttp ? Login.Transport.ANY : Login.Transport.ENCRYPTED;
            Login unknown = Login.of(url, user, "", transport);
            return Login.of(url, user, password(terminal, unknown), transport);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(url + ": " + e.getMessage());
        }
    }

    private String password(Terminal terminal, Login login) throws IOException, CommandFailure {
        if (passwordFile != null) {
            try (InputStream in = new BufferedInputStream(Files.newInputStream(passwordFile))) {
                return PasswordSource.firstLine(in).newPassword(user);
            }
        }
        return PasswordSource.known(terminal, "Password of " + login + ": ");
    }
}
