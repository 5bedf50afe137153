package dev.fasti.auth.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fasti.auth.Authenticator;
import dev.fasti.auth.AuthenticatorContract;
import dev.fasti.auth.LoginPostponed;
import dev.fasti.auth.Profile;
import dev.fasti.auth.SettableClock;
import dev.fasti.store.path.Principal;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LdapAuthenticatorTest implements AuthenticatorContract {
    private static final Principal ALICE = new Principal("alice");
    private static final LdapSettings.Groups NO_GROUPS = new LdapSettings.Groups("", "", "");
    private static final LdapSettings.Service SERVICE = new LdapSettings.Service(DirectoryServer.SERVICE, "service");
    private static final LdapSettings.Searched BY_LOGIN =
            new LdapSettings.Searched(DirectoryServer.PEOPLE, "(uid={login})", "uid");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T12:00:00Z"));
    private final Map<Principal, Profile> profiles = new HashMap<>();
    private final DirectoryServer directory = new DirectoryServer();
    private LdapAuthenticator authenticator;

    @BeforeEach
    void open() throws IOException {
        authenticator = with(BY_LOGIN, NO_GROUPS, directory.uri());
    }

    @AfterEach
    void close() {
        authenticator.close();
        directory.close();
    }

    private LdapAuthenticator with(LdapSettings.Accounts accounts, LdapSettings.Groups memberships, URI... servers)
            throws IOException {
        LdapSettings settings = new LdapSettings(
                List.of(servers),
                LdapSettings.Security.AS_IT_IS,
                null,
                SERVICE,
                accounts,
                List.of("displayName", "cn"),
                memberships,
                Duration.ofSeconds(20),
                2);
        return new LdapAuthenticator(settings, Duration.ofMinutes(5), clock, this::told);
    }

    private void told(Profile profile) {
        profiles.put(profile.who(), profile);
    }

    private Profile profile(Principal who) {
        return Objects.requireNonNull(profiles.get(who));
    }

    @Override
    public Authenticator authenticator() {
        return authenticator;
    }

    @Test
    @DisplayName("The account is called as the directory calls it, whatever was typed to find it")
    void name() throws IOException {
        assertThat(authenticator.authenticate("ALICE", "secret-a")).contains(ALICE);
        try (LdapAuthenticator byMail = with(
                new LdapSettings.Searched(DirectoryServer.PEOPLE, "(mail={login})", "uid"),
                NO_GROUPS,
                directory.uri())) {
            assertThat(byMail.authenticate("zoe@example.org", "päss")).contains(new Principal("zoë"));
            assertThat(byMail.authenticate("zoë", "päss")).isEmpty();
        }
    }

    @Test
    @DisplayName("Where a search finds two, nobody is let in")
    void ambiguous() throws IOException {
        try (LdapAuthenticator byMail = with(
                new LdapSettings.Searched(DirectoryServer.PEOPLE, "(mail={login})", "uid"),
                NO_GROUPS,
                directory.uri())) {
            assertThat(byMail.authenticate("twin@example.org", "secret")).isEmpty();
        }
    }

    @Test
    @DisplayName("Without a search the entry's name is made of the login, which is escaped and in lower case")
    void named() throws IOException {
        try (LdapAuthenticator named =
                with(new LdapSettings.Named("uid={login}," + DirectoryServer.PEOPLE), NO_GROUPS, directory.uri())) {
            assertThat(named.authenticate("Alice", "secret-a")).contains(ALICE);
            assertThat(named.authenticate("alice,ou=x", "secret-a")).isEmpty();
            assertThat(named.authenticate("nobody", "secret-a")).isEmpty();
            assertThat(named.authenticate("alice", "")).isEmpty();
        }
    }

    @Test
    @DisplayName("Groups come from the account's entry, from a search, or from both")
    void groups() throws IOException {
        LdapSettings.Groups both = new LdapSettings.Groups("memberOf", "ou=groups,dc=example,dc=org", "(member={dn})");
        try (LdapAuthenticator with = with(BY_LOGIN, both, directory.uri())) {
            with.authenticate("alice", "secret-a");
            with.authenticate("zoë", "päss");
        }
        assertThat(profile(ALICE).groups()).containsExactlyInAnyOrder("Staff", "family");
        assertThat(profile(new Principal("zoë")).groups()).isEmpty();
    }

    @Test
    @DisplayName("Somebody is called by the first of the attributes that is there, with a search or without")
    void displayName() throws IOException {
        authenticator.authenticate("alice", "secret-a");
        authenticator.authenticate("zoë", "päss");
        assertThat(profile(ALICE).displayName()).isEqualTo(DirectoryServer.ALICE);
        assertThat(profile(new Principal("zoë")).displayName()).isEqualTo("Common zoë");
        profiles.clear();
        try (LdapAuthenticator named =
                with(new LdapSettings.Named("uid={login}," + DirectoryServer.PEOPLE), NO_GROUPS, directory.uri())) {
            named.authenticate("alice", "secret-a");
        }
        assertThat(profile(ALICE).displayName()).isEqualTo(DirectoryServer.ALICE);
    }

    @Test
    @DisplayName("Whom a proxy or a certificate proves comes with groups and name, asked for again after the time")
    void proven() throws IOException {
        LdapSettings.Groups staff = new LdapSettings.Groups("memberOf", "", "");
        try (LdapAuthenticator with = with(BY_LOGIN, staff, directory.uri())) {
            with.proven(ALICE);
            assertThat(profile(ALICE).groups()).containsExactly("Staff");
            profiles.clear();
            with.proven(ALICE);
            assertThat(profiles).as("it is not asked again at once").isEmpty();
            Principal nobody = new Principal("nobody");
            with.proven(nobody);
            assertThat(profile(nobody)).isEqualTo(new Profile(nobody, Set.of(), ""));
            directory.remove("alice");
            clock.advance(Duration.ofMinutes(5));
            with.proven(ALICE);
            assertThat(profile(ALICE).groups())
                    .as("who is gone there is in no group")
                    .isEmpty();
        }
    }

    @Test
    @DisplayName("While the directory cannot be asked, whom it knew goes on as before, and others are put off")
    void provenWithoutDirectory() {
        authenticator.proven(ALICE);
        directory.close();
        clock.advance(Duration.ofHours(1));
        profiles.clear();
        authenticator.proven(ALICE);
        assertThat(profiles).as("what it said holds").isEmpty();
        LoginPostponed postponed =
                catchThrowableOfType(LoginPostponed.class, () -> authenticator.proven(new Principal("zoë")));
        assertThat(postponed.reason()).isEqualTo(LoginPostponed.Reason.UNREACHABLE);
    }

    @Test
    @DisplayName("The next server is asked where the first does not answer")
    void failover() throws IOException {
        DirectoryServer gone = new DirectoryServer();
        URI first = gone.uri();
        gone.close();
        try (LdapAuthenticator with = with(BY_LOGIN, NO_GROUPS, first, directory.uri())) {
            assertThat(with.authenticate("alice", "secret-a")).contains(ALICE);
        }
    }

    @Test
    @DisplayName("A directory that cannot be reached is no wrong password; who was verified goes on")
    void unreachable() {
        assertThat(authenticator.authenticate("alice", "secret-a")).contains(ALICE);
        directory.close();
        assertThat(authenticator.remembered("alice", "secret-a")).contains(ALICE);
        assertThat(authenticator.authenticate("alice", "secret-a")).contains(ALICE);
        assertThat(authenticator.hasAccount(ALICE)).isTrue();
        for (String password : new String[] {"päss", "wrong"}) {
            LoginPostponed postponed =
                    catchThrowableOfType(LoginPostponed.class, () -> authenticator.authenticate("zoë", password));
            assertThat(postponed.reason()).isEqualTo(LoginPostponed.Reason.UNREACHABLE);
        }
    }

    @Test
    @DisplayName("An account that was removed is noticed after the time for which passwords are remembered")
    void removed() {
        assertThat(authenticator.authenticate("alice", "secret-a")).contains(ALICE);
        directory.remove("alice");
        clock.advance(Duration.ofMinutes(5));
        assertThat(authenticator.remembered("alice", "secret-a")).isEmpty();
        assertThat(authenticator.authenticate("alice", "secret-a")).isEmpty();
        assertThat(authenticator.hasAccount(ALICE)).isFalse();
    }
}
