package dev.fasti.cli;

import dev.fasti.auth.UserException;
import dev.fasti.cli.account.AppPasswordCommand;
import dev.fasti.cli.account.GroupCommand;
import dev.fasti.cli.account.UserCommand;
import dev.fasti.cli.backup.BackupCommand;
import dev.fasti.cli.backup.RestoreCommand;
import dev.fasti.cli.control.Streams;
import dev.fasti.cli.doctor.command.DoctorCommand;
import dev.fasti.cli.frame.CommandFailure;
import dev.fasti.cli.frame.ExitCode;
import dev.fasti.cli.frame.PasswordSource;
import dev.fasti.cli.frame.Terminal;
import dev.fasti.cli.frame.Version;
import dev.fasti.cli.history.HistoryCommand;
import dev.fasti.cli.history.HistoryRefused;
import dev.fasti.cli.history.HistoryRestore;
import dev.fasti.cli.migrate.MigrateCommand;
import dev.fasti.cli.serve.CheckConfigCommand;
import dev.fasti.cli.serve.Program;
import dev.fasti.cli.serve.ServeCommand;
import dev.fasti.cli.serve.ServeOptions;
import dev.fasti.cli.serve.SiteCommands;
import dev.fasti.cli.share.ShareCommand;
import dev.fasti.cli.site.CallerAccess;
import dev.fasti.cli.site.OpenSite;
import dev.fasti.cli.site.ServerAccess;
import dev.fasti.cli.site.Serving;
import dev.fasti.cli.site.SiteAccess;
import dev.fasti.cli.status.HealthCommand;
import dev.fasti.cli.status.StatusCommand;
import dev.fasti.cli.transfer.command.ExportCommand;
import dev.fasti.cli.transfer.command.ImportCommand;
import dev.fasti.cli.verify.VerifyCommand;
import dev.fasti.cli.warmup.WarmupCommand;
import dev.fasti.config.ConfigException;
import dev.fasti.machine.Reason;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.file.datafolder.StoreLocked;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;

/**
 * The program. Its exit code is 0 for done, 1 for a failure, 2 for wrong usage, 3 for no server where {@code status}
 * looks for one, 78 for a wrong configuration.
 *
 * <p>Without a command it serves.
 */
@Command(
        name = "fasti",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "A calendar and contacts server (CalDAV, CardDAV). Without a command it serves.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:a failure, said on standard error",
            "2:wrong usage",
            "3:no server runs (status, health)",
            "78:a wrong configuration"
        },
        footer = {
            "",
            "Examples:",
            "  fasti serve --data /var/lib/fasti",
            "  fasti user add alice --data /var/lib/fasti",
            "  fasti doctor --url https://cal.example.org/"
        })
public final class Fasti {
    private static final Set<String> OWN_FLAGS = Set.of("-h", "--help", "-V", "--version");

    /** Which data of locales Java has: what extensions bring, of which there are none, and the root's. */
    private static final String LOCALE_PROVIDERS = "java.locale.providers";

    private static final Program PROGRAM = new Program(Fasti.class, Fasti::runInServer);

    private Fasti() {}

    public static void main(String[] args) {
        withoutLocales();
        PasswordSource passwords = PasswordSource.of(System.console(), System.in);
        System.exit(run(args, new Terminal(System.in, System.out, System.err, System.getenv(), passwords)));
    }

    /**
     * Spares each start the names of a thousand locales, which Jetty would have Java read: 50 to 80 ms of Java 17, and a
     * megabyte for good. Nothing here is said in anybody's language or way to write numbers. A property that is given
     * to Java beats it.
     */
    private static void withoutLocales() {
        if (System.getProperty(LOCALE_PROVIDERS) == null) {
            System.setProperty(LOCALE_PROVIDERS, "SPI");
        }
    }

    /**
     * Runs one command, where there is nobody to ask for a password.
     *
     * @return the exit code
     */
    public static int run(
            String[] args, InputStream in, PrintStream out, PrintStream err, Map<String, String> environment) {
        return run(args, new Terminal(in, out, err, environment, PasswordSource.firstLine(in)));
    }

    static int run(String[] args, Terminal terminal) {
        Optional<ServeOptions> start = ServeOptions.plain(List.of(args));
        return start.isPresent() ? serve(start.get(), terminal) : parse(args, terminal);
    }

    private static int serve(ServeOptions options, Terminal terminal) {
        try {
            return new ServeCommand(terminal, PROGRAM, options).call();
        } catch (Exception failure) {
            return explain(failure, terminal.err());
        }
    }

    /** All commands there are, for this process. */
    static CommandLine commands(String[] args, Terminal terminal) {
        CommandLine fasti = new CommandLine(new Fasti());
        fasti.addSubcommand(new ServeCommand(terminal, PROGRAM, new ServeOptions()));
        fasti.addSubcommand(new UserCommand(terminal));
        fasti.addSubcommand(new AppPasswordCommand(terminal, Clock.systemUTC()));
        fasti.addSubcommand(new GroupCommand(terminal));
        fasti.addSubcommand(new CheckConfigCommand(terminal, Clock.systemDefaultZone()));
        fasti.addSubcommand(new DoctorCommand(terminal, Clock.systemDefaultZone()));
        fasti.addSubcommand(new MigrateCommand(terminal));
        fasti.addSubcommand(new WarmupCommand(terminal, PROGRAM));
        addSiteCommands(fasti, terminal, new CallerAccess(terminal, List.of(args), CallerAccess.START));
        fasti.addSubcommand(new CompletionCommand());
        CommandThemes.list(fasti);
        return fasti;
    }

    private static int parse(String[] args, Terminal terminal) {
        CommandLine fasti = commands(args, terminal);
        fasti.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
        return execute(fasti, withDefault(args), terminal.err());
    }

    /**
     * Runs one command where the data folder is open.
     *
     * @see SiteCommands
     */
    public static int runInServer(List<String> arguments, OpenSite site, Serving serving, Streams streams) {
        CommandLine fasti = new CommandLine(new Fasti());
        Terminal terminal = new Terminal(
                streams.in(),
                new PrintStream(streams.out(), true, StandardCharsets.UTF_8),
                streams.err(),
                Map.of(),
                PasswordSource.firstLine(streams.in()));
        addSiteCommands(fasti, terminal, new ServerAccess(site, serving, streams));
        fasti.setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
        fasti.setOut(new PrintWriter(streams.out(), true, StandardCharsets.UTF_8));
        return execute(fasti, arguments.toArray(String[]::new), streams.err());
    }

    /** The commands that need an open data folder, wherever it is open. */
    private static void addSiteCommands(CommandLine fasti, Terminal terminal, SiteAccess access) {
        fasti.addSubcommand(new StatusCommand(access));
        fasti.addSubcommand(new HealthCommand(access));
        fasti.addSubcommand(new BackupCommand(access));
        fasti.addSubcommand(new RestoreCommand(terminal, access, Clock.systemUTC()));
        fasti.addSubcommand(new ShareCommand(access));
        CommandLine history = new CommandLine(new HistoryCommand(access));
        history.addSubcommand(new HistoryRestore(access));
        fasti.addSubcommand(history);
        fasti.addSubcommand(new VerifyCommand(terminal, access));
        fasti.addSubcommand(new ExportCommand(access));
        fasti.addSubcommand(new ImportCommand(access));
    }

    private static int execute(CommandLine fasti, String[] args, PrintStream err) {
        fasti.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        fasti.setCaseInsensitiveEnumValuesAllowed(true);
        fasti.setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, err));
        return fasti.execute(args);
    }

    /** Without a command it is serve; {@code fasti help export} is {@code fasti export --help}. */
    private static String[] withDefault(String[] args) {
        if (args.length > 0 && args[0].equals("help")) {
            List<String> words = new ArrayList<>(List.of(args).subList(1, args.length));
            words.add("--help");
            return words.toArray(String[]::new);
        }
        boolean flagsOnly = args.length == 0 || args[0].startsWith("-");
        if (!flagsOnly || (args.length > 0 && OWN_FLAGS.contains(args[0]))) {
            return args;
        }
        List<String> words = new ArrayList<>(List.of("serve"));
        words.addAll(List.of(args));
        return words.toArray(String[]::new);
    }

    private static int explain(Exception failure, PrintStream err) {
        if (failure instanceof ConfigException wrong) {
            wrong.problems().forEach(err::println);
            return ExitCode.WRONG_CONFIGURATION;
        }
        if (failure instanceof StoreException.Unavailable && failure.getCause() instanceof IOException cause) {
            err.println(failure.getMessage() + ": " + Reason.of(cause));
        } else if (failure instanceof UserException
                || failure instanceof CommandFailure
                || failure instanceof StoreException
                || failure instanceof StoreLocked
                || failure instanceof HistoryRefused) {
            err.println(failure.getMessage());
        } else if (failure instanceof AccessDeniedException denied) {
            err.println("permission denied: " + denied.getFile());
        } else if (failure instanceof FileSystemException file) {
            err.println(file.getFile() + ": " + Reason.of(file));
        } else if (failure instanceof IOException) {
            err.println(failure.getMessage());
        } else {
            failure.printStackTrace(err);
        }
        return ExitCode.FAILURE;
    }
}
