package dev.fasti.cli.account;

import dev.fasti.acl.Scope;
import dev.fasti.auth.UserException;
import dev.fasti.auth.app.AppPassword;
import dev.fasti.auth.app.AppPasswordEditor;
import dev.fasti.auth.app.AppPasswordTable;
import dev.fasti.auth.app.LastUse;
import dev.fasti.auth.app.LastUses;
import dev.fasti.auth.htpasswd.HtpasswdEditor;
import dev.fasti.cli.frame.CollectionPaths;
import dev.fasti.cli.frame.CommandFailure;
import dev.fasti.cli.frame.ConfigOptions;
import dev.fasti.cli.frame.ExitCode;
import dev.fasti.cli.frame.Terminal;
import dev.fasti.cli.login.AccountFiles;
import dev.fasti.config.Config;
import dev.fasti.config.auth.AuthType;
import dev.fasti.store.path.CollectionPath;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fasti app-password}: a password for each device. A running server sees each change by itself. */
@Command(
        name = "app-password",
        mixinStandardHelpOptions = true,
        description = "Makes, lists and revokes passwords for single devices. A running server needs no restart.")
public final class AppPasswordCommand {
    private static final Pattern DAYS = Pattern.compile("(\\d{1,5})d");

    private final Terminal terminal;
    private final Clock clock;

    public AppPasswordCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "Makes a password for one device and prints it, this once: it is kept nowhere.")
    int add(
            @Mixin ConfigOptions options,
            @Parameters(paramLabel = "USER", description = "the login name") String user,
            @Parameters(paramLabel = "NAME", description = "what to call it, such as the device") String name,
            @Option(names = "--read-only", description = "It cannot change anything.") boolean readOnly,
            @Option(
                            names = "--collection",
                            paramLabel = "PATH",
                            description = "It is good for this calendar or address book only, such as /alice/work.")
                    @Nullable
                    String collection,
            @Option(
                            names = "--expires",
                            paramLabel = "WHEN",
                            description = "It ends after this day (2027-01-31, UTC) or so many days (90d).")
                    @Nullable
                    String expires)
            throws IOException, UserException, CommandFailure {
        Config config = config(options);
        if (config.auth().type() == AuthType.HTPASSWD) {
            new HtpasswdEditor(config.auth().htpasswdFile()).requirePresent(Spelling.undamaged(user));
        }
        Scope.Use use = readOnly ? Scope.Use.READING : Scope.Use.EVERYTHING;
        CollectionPath only = collection == null ? null : CollectionPaths.parse(Spelling.undamaged(collection));
        String secret = new AppPasswordEditor(AccountFiles.appPasswords(config), clock)
                .add(
                        Spelling.undamaged(user),
                        Spelling.undamaged(name),
                        new Scope(use, only),
                        expires == null ? null : end(expires));
        terminal.err().println("app password " + name + " of user " + user + ", shown this once:");
        terminal.out().println(secret);
        return ExitCode.DONE;
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description =
                    "Lists app passwords, one a line: user, name, what it is good for, when it expires, and the day"
                            + " (UTC), address and program of its last use.")
    int list(
            @Mixin ConfigOptions options,
            @Parameters(paramLabel = "USER", arity = "0..1", description = "of this user only") @Nullable String user)
            throws IOException {
        Config config = config(options);
        Path file = AccountFiles.appPasswords(config);
        AppPasswordTable table = new AppPasswordEditor(file, clock).table();
        for (AppPassword password : table.all()) {
            if (user == null || password.who().name().equals(user)) {
                terminal.out().println(line(password, LastUses.of(password, AccountFiles.appPasswordUses(config))));
            }
        }
        table.problems()
                .forEach(problem ->
                        terminal.err().println(file + ":" + problem.line() + ": skipped: " + problem.reason()));
        return ExitCode.DONE;
    }

    private static String line(AppPassword password, Optional<LastUse> use) {
        CollectionPath only = password.scope().only();
        String good = (password.scope().use() == Scope.Use.READING ? "read-only" : "read-write")
                + (only == null ? "" : " /" + String.join("/", only.segments()));
        String end = password.expires() == null ? "never expires" : "expires " + password.expires();
        String last = use.map(each -> ("used " + each.day() + " " + each.address() + " " + each.client()).strip())
                .orElse("not used yet");
        return String.join("\t", password.who().name(), password.name(), good, end, last);
    }

    @Command(
            name = "revoke",
            mixinStandardHelpOptions = true,
            description = "Ends an app password. The device that has it is refused from now on.")
    int revoke(
            @Mixin ConfigOptions options,
            @Parameters(paramLabel = "USER", description = "the login name") String user,
            @Parameters(paramLabel = "NAME", description = "what it is called") String name)
            throws IOException, UserException, CommandFailure {
        new AppPasswordEditor(AccountFiles.appPasswords(config(options)), clock)
                .revoke(Spelling.undamaged(user), Spelling.undamaged(name));
        terminal.out().println("app password " + name + " of user " + user + " revoked");
        return ExitCode.DONE;
    }

    private Instant end(String text) throws CommandFailure {
        Matcher days = DAYS.matcher(text);
        try {
            return days.matches()
                    ? clock.instant()
                            .truncatedTo(ChronoUnit.SECONDS)
                            .plus(Duration.ofDays(Long.parseLong(days.group(1))))
                    : LocalDate.parse(text)
                            .plusDays(1)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant();
        } catch (DateTimeException e) {
            throw new CommandFailure("--expires takes a day such as 2027-01-31 or a number of days such as 90d");
        }
    }

    private Config config(ConfigOptions options) {
        return options.read(terminal.environment(), Map.of());
    }
}
