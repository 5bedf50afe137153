package dev.fasti.cli.login;

import dev.fasti.acl.Viewer;
import dev.fasti.auth.AnyLogin;
import dev.fasti.auth.Attempt;
import dev.fasti.auth.Authenticator;
import dev.fasti.auth.LoginForm;
import dev.fasti.auth.LoginPostponed;
import dev.fasti.auth.OwnPasswordRefused;
import dev.fasti.auth.Profile;
import dev.fasti.auth.app.AppPassword;
import dev.fasti.auth.app.AppPasswords;
import dev.fasti.auth.app.LastUses;
import dev.fasti.auth.htpasswd.HtpasswdAuthenticator;
import dev.fasti.auth.ldap.LdapAuthenticator;
import dev.fasti.auth.throttle.Gate;
import dev.fasti.config.Config;
import dev.fasti.config.auth.AppPasswordRule;
import dev.fasti.config.auth.AuthConfig;
import dev.fasti.dav.DavException;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.Login;
import dev.fasti.store.path.Principal;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Who is let in, by an app password or by what the configuration names, and what those are told who are not. */
public final class SiteLogin implements Login, AutoCloseable {
    private static final int LEAST_ENTRANTS = 4;

    private final LoginForm form;
    private final AppPasswords apps;
    private final LastUses uses;
    private final Authenticator accounts;
    private final Gate gate;
    private final Source source;

    private SiteLogin(Config config, Source source, Clock clock) {
        AuthConfig auth = config.auth();
        int entrants = Math.max(LEAST_ENTRANTS, config.limits().maxConcurrentRequests() / 4);
        Gate.Bounds bounds = new Gate.Bounds(auth.failedLogins(), auth.failedLoginWait(), entrants);
        this.form = form(auth);
        this.source = source;
        this.apps = new AppPasswords(AccountFiles.appPasswords(config), clock);
        this.uses = new LastUses(AccountFiles.appPasswordUses(config), clock);
        this.accounts = auth.appPasswords() == AppPasswordRule.REQUIRED
                ? new OwnPasswordRefused(source.accounts())
                : source.accounts();
        this.gate = new Gate(accounts, bounds, clock);
    }

    /** What is done to logins before they are looked up. */
    public static LoginForm form(AuthConfig auth) {
        return new LoginForm(auth.login().stream()
                .map(rule -> switch (rule) {
                    case URLDECODE -> LoginForm.Kindness.URL_DECODE;
                    case LOWERCASE -> LoginForm.Kindness.LOWER_CASE;
                    case STRIP_DOMAIN -> LoginForm.Kindness.STRIP_DOMAIN;
                })
                .collect(Collectors.toSet()));
    }

    /**
     * @param proven is told of those who come in without a password of ours
     * @param end gives back what the source holds
     */
    private record Source(
            Authenticator accounts, BooleanSupplier hasAccounts, Consumer<Principal> proven, Runnable end) {
        static Source ofAnybody(Authenticator accounts) {
            return new Source(accounts, () -> true, who -> {}, () -> {});
        }
    }

    /**
     * @param profiles is told what the source of accounts knows of them
     * @throws dev.fasti.config.ConfigException if a file that is named cannot be read
     */
    public static SiteLogin of(Config config, Clock clock, Consumer<Profile> profiles) {
        return new SiteLogin(config, source(config.auth(), clock, profiles), clock);
    }

    private static Source source(AuthConfig auth, Clock clock, Consumer<Profile> profiles) {
        return switch (auth.type()) {
            case NONE -> Source.ofAnybody(new AnyLogin());
            case PROXY -> {
                if (!auth.ldap().isSet()) {
                    yield Source.ofAnybody(new OwnPasswordRefused(new AnyLogin()));
                }
                LdapAuthenticator ldap = LdapAccounts.of(auth, clock, profiles);
                yield new Source(new OwnPasswordRefused(ldap), () -> true, ldap::proven, ldap::close);
            }
            case LDAP -> {
                LdapAuthenticator ldap = LdapAccounts.of(auth, clock, profiles);
                yield new Source(ldap, () -> true, ldap::proven, ldap::close);
            }
            case HTPASSWD -> {
                HtpasswdAuthenticator htpasswd = new HtpasswdAuthenticator(
                        auth.htpasswdFile(), AccountFiles.plainText(auth), auth.cacheTime(), clock);
                yield new Source(htpasswd, htpasswd::hasAccounts, who -> {}, () -> {});
            }
        };
    }

    /** Whether anybody can log in. */
    public boolean hasAccounts() {
        return source.hasAccounts().getAsBoolean();
    }

    @Override
    public Optional<Viewer> verify(String name, String password, DavExchange exchange) {
        Attempt attempt = new Attempt(
                form.apply(name),
                password,
                exchange.client(),
                exchange.header("User-Agent").orElse(""));
        try {
            Optional<AppPassword> app = apps.find(attempt).filter(found -> accounts.hasAccount(found.who()));
            app.ifPresent(found -> uses.note(found, attempt));
            return app.isPresent()
                    ? app.map(found -> Viewer.of(found.who(), found.scope()))
                    : gate.enter(attempt).map(Viewer::of);
        } catch (LoginPostponed postponed) {
            throw later(postponed);
        }
    }

    @Override
    public Viewer admit(String name) {
        Principal who = new Principal(name);
        try {
            source.proven().accept(who);
        } catch (LoginPostponed postponed) {
            throw later(postponed);
        }
        return Viewer.of(who);
    }

    private static DavException later(LoginPostponed postponed) {
        return switch (postponed.reason()) {
            case TOO_MANY_FAILURES ->
                new DavException.Later(429, "too many wrong passwords; wait a little", postponed.waitTime());
            case BUSY -> new DavException.Later(503, "too many are logging in; try again", postponed.waitTime());
            case UNREACHABLE -> new DavException.Later(503, "accounts cannot be looked up now", postponed.waitTime());
        };
    }

    @Override
    public void close() {
        uses.close();
        source.end().run();
    }
}
