package dev.fasti.cli;

import dev.fasti.acl.Viewer;
import dev.fasti.auth.AnyLogin;
import dev.fasti.auth.Attempt;
import dev.fasti.auth.LoginPostponed;
import dev.fasti.auth.htpasswd.HtpasswdAuthenticator;
import dev.fasti.auth.throttle.Gate;
import dev.fasti.config.AuthConfig;
import dev.fasti.config.Config;
import dev.fasti.dav.DavException;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.Login;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Who is let in, by what the configuration names, and what those are told who are not. */
final class SiteLogin implements Login {
    private static final int LEAST_ENTRANTS = 4;

    private final Gate gate;
    private final BooleanSupplier accounts;

    private SiteLogin(Gate gate, BooleanSupplier accounts) {
        this.gate = gate;
        this.accounts = accounts;
    }

    static SiteLogin of(Config config, Clock clock) {
        AuthConfig auth = config.auth();
        int entrants = Math.max(LEAST_ENTRANTS, config.limits().maxConcurrentRequests() / 4);
        Gate.Bounds bounds = new Gate.Bounds(auth.failedLogins(), auth.failedLoginWait(), entrants);
        return switch (auth.type()) {
            case NONE -> new SiteLogin(new Gate(new AnyLogin(), bounds, clock), () -> true);
            case HTPASSWD -> {
                HtpasswdAuthenticator htpasswd = new HtpasswdAuthenticator(
                        auth.htpasswdFile(), UserCommand.plainText(auth), auth.cacheTime(), clock);
                yield new SiteLogin(new Gate(htpasswd, bounds, clock), htpasswd::hasAccounts);
            }
        };
    }

    /** Whether anybody can log in. */
    boolean hasAccounts() {
        return accounts.getAsBoolean();
    }

    @Override
    public Optional<Viewer> verify(String name, String password, DavExchange exchange) {
        Attempt attempt = new Attempt(
                name, password, exchange.client(), exchange.header("User-Agent").orElse(""));
        try {
            return gate.enter(attempt).map(Viewer::of);
        } catch (LoginPostponed postponed) {
            throw switch (postponed.reason()) {
                case TOO_MANY_FAILURES ->
                    new DavException.Later(429, "too many wrong passwords; wait a little", postponed.waitTime());
                case BUSY -> new DavException.Later(503, "too many are logging in; try again", postponed.waitTime());
                case UNREACHABLE ->
                    new DavException.Later(503, "accounts cannot be looked up now", postponed.waitTime());
            };
        }
    }
}
