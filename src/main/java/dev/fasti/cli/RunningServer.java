package dev.fasti.cli;

import dev.fasti.auth.AnyLogin;
import dev.fasti.auth.Authenticator;
import dev.fasti.auth.HtpasswdAuthenticator;
import dev.fasti.auth.PlainText;
import dev.fasti.config.AuthConfig;
import dev.fasti.config.AuthType;
import dev.fasti.config.CidrBlock;
import dev.fasti.config.Config;
import dev.fasti.config.PlainTextRule;
import dev.fasti.dav.milton.DavEngine;
import dev.fasti.http.HttpLimits;
import dev.fasti.http.HttpServer;
import dev.fasti.http.HttpSettings;
import dev.fasti.store.CollectionStore;
import dev.fasti.store.file.FileStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Store, engine and listener, put together, and taken apart in order. */
public final class RunningServer implements AutoCloseable {
    private final CollectionStore store;
    private final HttpServer http;
    private final BooleanSupplier accounts;

    private RunningServer(CollectionStore store, HttpServer http, BooleanSupplier accounts) {
        this.store = store;
        this.http = http;
        this.accounts = accounts;
    }

    /**
     * Starts to serve.
     *
     * @throws IOException if the address is taken, or is none
     * @throws dev.fasti.store.StoreException if the data folder cannot be used, or another server has it
     */
    public static RunningServer start(Config config) throws IOException {
        Clock clock = Clock.systemDefaultZone();
        CollectionStore store = FileStore.open(
                config.storage().data(),
                new ProtocolFacts(),
                clock,
                config.storage().rescanInterval());
        try {
            Login login = login(config.auth(), clock);
            DavEngine engine = Protocols.engine(config, store, login.authenticator()::authenticate, clock);
            HttpServer http = new HttpServer(settings(config), engine);
            http.start();
            return new RunningServer(store, http, login.hasAccounts());
        } catch (IOException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** The URL of the root, with the port that was taken. */
    public URI uri() {
        return http.uri();
    }

    /** Whether anybody can log in. */
    boolean hasAccounts() {
        return accounts.getAsBoolean();
    }

    /** Finishes the requests in flight, then makes everything durable. */
    @Override
    public void close() {
        try {
            http.stop();
        } finally {
            store.close();
        }
    }

    private static Login login(AuthConfig auth, Clock clock) {
        if (auth.type() == AuthType.NONE) {
            return new Login(new AnyLogin(), () -> true);
        }
        PlainText plainText = auth.plainText() == PlainTextRule.ALLOW ? PlainText.ALLOWED : PlainText.REFUSED;
        HtpasswdAuthenticator htpasswd =
                new HtpasswdAuthenticator(auth.htpasswdFile(), plainText, auth.cacheTime(), clock);
        return new Login(htpasswd, htpasswd::hasAccounts);
    }

    private static HttpSettings settings(Config config) {
        List<CidrBlock> trusted = config.server().trustedProxies();
        HttpLimits standard = HttpLimits.DEFAULT;
        HttpLimits limits = new HttpLimits(
                config.limits().maxRequestBody(),
                config.limits().maxHeaderSize(),
                config.limits().maxConcurrentRequests(),
                standard.maxQueuedRequests(),
                standard.maxQueueTime(),
                config.limits().maxConnections(),
                config.server().idleTimeout(),
                standard.minBodyRate(),
                atLeastOneMilli(config.server().shutdownGrace()));
        return new HttpSettings(
                config.server().host(),
                config.server().port(),
                config.server().basePath(),
                (InetAddress peer) -> trusted.stream().anyMatch(block -> block.contains(peer)),
                limits);
    }

    /** A grace of nothing is written as 0, which to the listener would be none at all. */
    private static Duration atLeastOneMilli(Duration grace) {
        return grace.isZero() ? Duration.ofMillis(1) : grace;
    }

    private record Login(Authenticator authenticator, BooleanSupplier hasAccounts) {}
}
