package dev.fasti.cli.serve;

import dev.fasti.cli.control.ControlServer;
import dev.fasti.cli.frame.Version;
import dev.fasti.cli.login.SiteLogin;
import dev.fasti.cli.site.OpenSite;
import dev.fasti.cli.site.Protocols;
import dev.fasti.cli.site.ServerOperations;
import dev.fasti.cli.site.Serving;
import dev.fasti.config.AdminConfig;
import dev.fasti.config.Config;
import dev.fasti.dav.milton.DavEngine;
import dev.fasti.heap.RestingHeap;
import dev.fasti.http.HttpServer;
import dev.fasti.http.admin.AdminServer;
import dev.fasti.http.admin.Operations;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Store, engine and listener, put together, and taken apart in order. */
public final class RunningServer implements AutoCloseable {
    /** How long a start is left alone before the files of collections that were opened ahead are looked at. */
    private static final Duration UNDISTURBED = Duration.ofSeconds(2);

    private static final Logger log = LoggerFactory.getLogger(RunningServer.class);

    private final OpenSite site;
    private final HttpServer http;
    private final @Nullable AdminServer admin;
    private final @Nullable ControlServer control;
    private final SiteLogin login;
    private final ScheduledExecutorService heap = RestingHeap.watch();

    private RunningServer(
            OpenSite site,
            HttpServer http,
            @Nullable AdminServer admin,
            @Nullable ControlServer control,
            SiteLogin login) {
        this.site = site;
        this.http = http;
        this.admin = admin;
        this.control = control;
        this.login = login;
    }

    /**
     * Starts to serve.
     *
     * @param commands runs what callers ask for while it serves
     * @throws dev.fasti.machine.CannotListen if the address is taken, or is none
     * @throws dev.fasti.http.tls.BadTlsFile if a certificate or key cannot be used
     * @throws dev.fasti.store.condition.StoreException if the data folder cannot be used, or another server has it
     */
    public static RunningServer start(Config config, SiteCommands commands) throws IOException {
        OpenSite site = OpenSite.open(config);
        site.store().openAhead(UNDISTURBED);
        try {
            SiteLogin login = SiteLogin.of(config, site.clock(), site.directory()::learn);
            DavEngine engine = Protocols.engine(site, login);
            Operations operations = ServerOperations.of(site);
            HttpServer http = new HttpServer(WebSettings.of(config), engine, operations);
            http.start();
            warnOfPlainPasswords(config);
            AdminServer admin = admin(config.admin(), operations, http);
            ControlServer control =
                    control(site, commands, new Serving(http.uri(), site.clock().instant(), operations.health()));
            return new RunningServer(site, http, admin, control, login);
        } catch (IOException | RuntimeException e) {
            site.close();
            throw e;
        }
    }

    private static @Nullable AdminServer admin(AdminConfig admin, Operations operations, HttpServer http)
            throws IOException {
        if (admin.port() == 0) {
            return null;
        }
        try {
            return AdminServer.start(admin.host(), admin.port(), operations);
        } catch (IOException e) {
            http.stop();
            throw e;
        }
    }

    private static void warnOfPlainPasswords(Config config) {
        if (!config.tls().isOn()
                && !config.server().isLoopback()
                && config.server().trustedProxies().isEmpty()) {
            log.warn(
                    "Passwords cross the network in the clear: set tls.certificate, or let a proxy with TLS ask for you"
                            + " (server.trusted_proxies)");
        }
    }

    /** Takes commands, if the system lets it; a server without them serves all the same. */
    private static @Nullable ControlServer control(OpenSite site, SiteCommands commands, Serving serving)
            throws IOException {
        String version = Version.number();
        try {
            return ControlServer.start(
                    site.config().storage().data(),
                    version,
                    (arguments, streams) -> commands.run(arguments, site, serving, streams));
        } catch (IOException e) {
            log.warn(
                    "No control socket can be made: to run commands such as export, stop this server ({})",
                    e.toString());
            return null;
        }
    }

    /** The URL of the root, with the port that was taken. */
    public URI uri() {
        return http.uri();
    }

    /** Whether anybody can log in. */
    boolean hasAccounts() {
        return login.hasAccounts();
    }

    /** Finishes the requests and commands in flight, then makes everything durable. */
    @Override
    public void close() {
        try (site;
                login) {
            try {
                http.stop();
            } finally {
                heap.shutdown();
                if (admin != null) {
                    admin.close();
                }
                if (control != null) {
                    control.stop(site.config().server().shutdownGrace());
                }
            }
        }
    }
}
