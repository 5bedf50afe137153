package dev.fasti.cli.doctor.command;

import dev.fasti.cli.doctor.Finding;
import dev.fasti.cli.doctor.Patience;
import dev.fasti.cli.doctor.Unanswered;
import dev.fasti.cli.doctor.outside.DnsCheck;
import dev.fasti.cli.doctor.outside.DnsRecords;
import dev.fasti.cli.doctor.outside.Visitor;
import dev.fasti.cli.frame.CommandFailure;
import dev.fasti.cli.frame.ConfigOptions;
import dev.fasti.cli.frame.ExitCode;
import dev.fasti.cli.frame.JsonObject;
import dev.fasti.cli.frame.PasswordSource;
import dev.fasti.cli.frame.Terminal;
import dev.fasti.cli.serve.WebSettings;
import dev.fasti.cli.site.ConfiguredRights;
import dev.fasti.cli.transfer.remote.Login;
import dev.fasti.config.Config;
import dev.fasti.config.ConfigException;
import dev.fasti.config.read.ConfigReader;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fasti doctor}: looks at everything that an installation rests on, and says what to do where something is amiss. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description =
                "Looks for what is wrong with configuration, folder, disk, users and TLS, and with --url from where"
                        + " clients are; says for each what to do. It changes nothing, and the server may run.",
        footer = {
            "",
            "Exit code: 0 if nothing fails (there may be warnings), 1 if something does, 2 for wrong usage.",
            "",
            "Examples:",
            "  fasti doctor",
            "  fasti doctor --url https://cal.example.org/ --user alice",
            "  fasti doctor --url https://cal.example.org/dav/ --domain example.org --json"
        })
public final class DoctorCommand implements Callable<Integer> {
    private static final Patience PATIENCE = new Patience(Duration.ofMinutes(1));

    private final Terminal terminal;
    private final Clock clock;

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "the server's root as clients enter it: looks from outside")
    private @Nullable URI url;

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "with --url: logs in as this user, and looks at what a proxy does with requests. The password"
                    + " is asked for, or is the first line of standard input")
    private @Nullable String user;

    @Option(
            names = "--domain",
            paramLabel = "DOMAIN",
            description = "with --url: what is behind the @ of mail addresses; looks for its records in the DNS")
    private @Nullable String domain;

    @Option(
            names = "--dns",
            paramLabel = "SERVER",
            description = "the name server to ask, instead of the machine's own")
    private String dns = "";

    @Option(names = "--json", description = "as one JSON object on one line")
    private boolean json;

    /** @param clock in the time zone of this machine */
    public DoctorCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException, CommandFailure {
        List<Finding> found = new ArrayList<>();
        requireUrl();
        Config config = config(found);
        Examination examination = new Examination(config == null ? ConfigReader.defaults() : config, clock, PATIENCE);
        if (config != null) {
            examination.machine(url == null ? "" : url.getHost());
        }
        if (url != null) {
            examination.outside(new Visitor(url, login(url)), url);
            if (domain != null) {
                examination.look("dns", new DnsCheck(new DnsRecords(dns), domain, url));
            }
        }
        found.addAll(examination.found());
        tell(found);
        return found.stream().anyMatch(each -> each.level() == Finding.Level.FAIL) ? ExitCode.FAILURE : ExitCode.DONE;
    }

    private @Nullable Config config(List<Finding> found) throws IOException {
        try {
            return PATIENCE.look(() -> {
                Config config = options.read(terminal.environment(), Map.of());
                ConfiguredRights.of(config.rights(), clock);
                // A secret of the proxy's is in a file that has to be there.
                WebSettings.of(config);
                return config;
            });
        } catch (ConfigException e) {
            e.problems()
                    .forEach(problem -> found.add(Finding.fail(
                            "config", problem.replaceAll("\\p{Cntrl}", "?"), "correct it, then: fasti check-config")));
        } catch (Unanswered e) {
            found.add(Finding.fail(
                    "config",
                    "the configuration's files: " + e.getMessage(),
                    "mend or unmount what they are on (see /proc/mounts)"));
        }
        return null;
    }

    private void requireUrl() throws CommandFailure {
        if (url == null && (user != null || domain != null)) {
            throw new CommandFailure("--user and --domain go with --url");
        }
        if (url != null
                && (url.getHost() == null
                        || url.getRawUserInfo() != null
                        || !Set.of("http", "https")
                                .contains(String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT)))) {
            throw new CommandFailure(url + " is not a URL such as https://cal.example.org/");
        }
    }

    private @Nullable Login login(URI server) throws IOException, CommandFailure {
        if (user == null) {
            return null;
        }
        try {
            Login unknown = Login.of(server.toString(), user, "", Login.Transport.ENCRYPTED);
            String password = PasswordSource.known(terminal, "Password of " + unknown + ": ");
            return Login.of(server.toString(), user, password, Login.Transport.ENCRYPTED);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(
                    server + ": " + String.valueOf(e.getMessage()).replaceFirst(";.*", ""));
        }
    }

    private void tell(List<Finding> found) {
        long failures = count(found, Finding.Level.FAIL);
        long warnings = count(found, Finding.Level.WARN);
        if (json) {
            terminal.out()
                    .println(new JsonObject()
                            .put("ok", failures == 0)
                            .put("failures", failures)
                            .put("warnings", warnings)
                            .put(
                                    "findings",
                                    found.stream().map(DoctorCommand::object).toList()));
            return;
        }
        for (Finding finding : found) {
            terminal.out()
                    .println(String.format(
                            Locale.ROOT, "%-4s  %-11s  %s", word(finding.level()), finding.subject(), finding.text()));
            if (!finding.fix().isEmpty()) {
                terminal.out().println("                   fix: " + finding.fix());
            }
        }
        terminal.out()
                .println(failures + " failed, " + warnings + " to be looked at, " + count(found, Finding.Level.OK)
                        + " good");
    }

    private static JsonObject object(Finding finding) {
        return new JsonObject()
                .put("level", word(finding.level()))
                .put("subject", finding.subject())
                .put("text", finding.text())
                .put("fix", finding.fix());
    }

    private static long count(List<Finding> found, Finding.Level level) {
        return found.stream().filter(each -> each.level() == level).count();
    }

    private static String word(Finding.Level level) {
        return level.name().toLowerCase(Locale.ROOT);
    }
}
