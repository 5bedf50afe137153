package dev.fasti.cli.serve;

import dev.fasti.cli.frame.ExitCode;
import dev.fasti.cli.frame.Terminal;
import dev.fasti.cli.login.SiteLogin;
import dev.fasti.cli.site.ConfiguredRights;
import dev.fasti.config.Config;
import dev.fasti.config.ConfigException;
import dev.fasti.http.tls.BadTlsFile;
import dev.fasti.http.tls.TlsSettings;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code fasti check-config}: tells whether a start with the same flags and variables would accept its configuration, and
 * the certificates, secrets and rights that it names.
 */
@Command(
        name = "check-config",
        mixinStandardHelpOptions = true,
        description = "Checks the configuration, and starts nothing.")
public final class CheckConfigCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Clock clock;

    @Mixin
    private final ServeOptions options = new ServeOptions();

    /** @param clock in the time zone of this machine */
    public CheckConfigCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    private static void requireTls(@Nullable TlsSettings tls) {
        try {
            if (tls != null) {
                tls.files().chain();
            }
        } catch (BadTlsFile e) {
            throw new ConfigException(List.of(String.valueOf(e.getMessage())));
        }
    }

    @Override
    public Integer call() {
        Config config = options.read(terminal.environment());
        ConfiguredRights.of(config.rights(), clock);
        requireTls(WebSettings.of(config).tls());
        if (config.auth().ldap().isSet()) {
            SiteLogin.of(config, clock, profile -> {}).close();
        }
        String source = options.file(terminal.environment())
                .map(file -> " with " + file)
                .orElse(" without a file");
        terminal.out().println("The configuration" + source + " is right.");
        terminal.out()
                .println("host " + config.server().host() + ", port "
                        + config.server().port() + ", data "
                        + config.storage().data().toAbsolutePath().normalize() + ", users "
                        + config.auth().htpasswdFile().toAbsolutePath().normalize());
        return ExitCode.DONE;
    }
}
