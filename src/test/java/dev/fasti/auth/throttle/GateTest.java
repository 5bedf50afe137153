package dev.fasti.auth.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.fasti.auth.Attempt;
import dev.fasti.auth.Authenticator;
import dev.fasti.auth.LoginPostponed;
import dev.fasti.auth.SettableClock;
import dev.fasti.store.path.Principal;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class GateTest {
    private static final String HOME = "192.0.2.1";
    private static final String ELSEWHERE = "198.51.100.7";
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T12:00:00Z"));
    private final Source source = new Source();
    private final Gate gate = new Gate(source, new Gate.Bounds(3, LONGEST, 8), clock);

    /** Knows everybody by the password "right", and remembers whom it is told to. */
    private static final class Source implements Authenticator {
        private final Set<String> lately = new HashSet<>();
        private final List<String> asked = new ArrayList<>();
        private CountDownLatch started = new CountDownLatch(0);
        private CountDownLatch open = new CountDownLatch(0);

        @Override
        public Optional<Principal> authenticate(String login, String password) {
            started.countDown();
            try {
                open.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            synchronized (asked) {
                asked.add(login + ":" + password);
            }
            return password.equals("right") ? Optional.of(new Principal(login)) : Optional.empty();
        }

        @Override
        public Optional<Principal> remembered(String login, String password) {
            return lately.contains(login) && password.equals("right")
                    ? Optional.of(new Principal(login))
                    : Optional.empty();
        }

        @Override
        public boolean hasAccount(Principal who) {
            return true;
        }
    }

    private static Attempt attempt(String address, String login, String password) {
        try {
            return new Attempt(login, password, InetAddress.getByName(address), "");
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean enters(String address, String login, String password) {
        return gate.enter(attempt(address, login, password)).isPresent();
    }

    /** Wrong passwords, each another one. */
    private void guess(int number, String address, String login) {
        for (int i = 0; i < number; i++) {
            assertThat(enters(address, login, "guess " + source.asked.size())).isFalse();
        }
    }

    private Duration refused(String address, String login, String password) {
        int before = source.asked.size();
        LoginPostponed postponed = catchThrowableOfType(LoginPostponed.class, () -> enters(address, login, password));
        assertThat(postponed).isNotNull();
        assertThat(postponed.reason()).isEqualTo(LoginPostponed.Reason.TOO_MANY_FAILURES);
        assertThat(source.asked).hasSize(before);
        return postponed.waitTime();
    }

    @Test
    @DisplayName("After some wrong passwords one has to wait, longer each time up to a bound; a right one is not looked"
            + " at meanwhile")
    void waits() {
        guess(3, HOME, "bob");
        assertThat(refused(HOME, "bob", "right")).isEqualTo(Duration.ofSeconds(1));
        clock.advance(Duration.ofSeconds(1));
        guess(1, HOME, "bob");
        assertThat(refused(HOME, "bob", "right")).isEqualTo(Duration.ofSeconds(2));
        clock.advance(Duration.ofSeconds(2));
        for (int i = 0; i < 20; i++) {
            guess(1, HOME, "bob");
            clock.advance(LONGEST);
        }
        guess(1, HOME, "bob");
        assertThat(refused(HOME, "bob", "x")).isEqualTo(LONGEST);
        clock.advance(LONGEST);
        assertThat(enters(HOME, "bob", "right")).isTrue();
    }

    @Test
    @DisplayName("Guesses for many logins from one address count together, and an hour without one ends it")
    void manyLogins() {
        guess(1, HOME, "a");
        guess(1, HOME, "b");
        guess(1, HOME, "c");
        refused(HOME, "d", "right");
        assertThat(enters(ELSEWHERE, "d", "right")).isTrue();
        clock.advance(Duration.ofHours(1));
        guess(2, HOME, "d");
        assertThat(enters(HOME, "d", "right")).isTrue();
    }

    @Test
    @DisplayName("An IPv6 network of 64 bits is one address, its neighbour is another")
    void ipv6() {
        guess(1, "2001:db8:0:1::1", "bob");
        guess(1, "2001:db8:0:1::2", "bob");
        guess(1, "2001:db8:0:1:ffff:ffff:ffff:ffff", "bob");
        refused("2001:db8:0:1::3", "bob", "right");
        assertThat(enters("2001:db8:0:2::3", "bob", "right")).isTrue();
    }

    @Test
    @DisplayName("Whoever was let in lately goes on, whatever others guess")
    void remembered() {
        source.lately.add("bob");
        guess(3, HOME, "bob");
        refused(HOME, "bob", "wrong");
        assertThat(enters(HOME, "bob", "right")).isTrue();
    }

    @Test
    @DisplayName("Where a login has succeeded, guesses for others and guesses from elsewhere do not hold it up")
    void familiar() {
        assertThat(enters(HOME, "bob", "right")).isTrue();
        guess(3, HOME, "carol");
        for (int i = 0; i < 15; i++) {
            guess(1, "203.0.113." + i, "bob");
        }
        refused(ELSEWHERE, "bob", "right");
        assertThat(enters(HOME, "bob", "right")).isTrue();
        refused(HOME, "carol", "right");
        guess(3, HOME, "bob");
        refused(HOME, "bob", "right");
    }

    @Test
    @DisplayName("Guesses from many addresses hold up a login from a new address, but for seconds at most")
    void manyAddresses() {
        for (int i = 0; i < 200; i++) {
            guess(1, "203.0.113." + i, "bob");
            clock.advance(Duration.ofSeconds(10));
        }
        guess(1, "203.0.113.250", "bob");
        assertThat(refused(ELSEWHERE, "bob", "right")).isEqualTo(Duration.ofSeconds(10));
        clock.advance(Duration.ofSeconds(10));
        assertThat(enters(ELSEWHERE, "bob", "right")).isTrue();
    }

    @Test
    @DisplayName("A device with an old password waits alone: nobody else at its address does, and not its owner")
    void oldPassword() {
        for (int i = 0; i < 50; i++) {
            assertThat(enters(HOME, "bob", "old")).isFalse();
            clock.advance(Duration.ofSeconds(30));
        }
        assertThat(enters(HOME, "bob", "old")).isFalse();
        assertThat(refused(HOME, "bob", "old")).isEqualTo(Duration.ofSeconds(30));
        assertThat(enters(HOME, "bob", "right")).isTrue();
        assertThat(enters(HOME, "carol", "right")).isTrue();
    }

    @Test
    @DisplayName("An unknown login is held up as a known one is")
    void unknown() {
        guess(3, HOME, "no\nbody: \u202e\"");
        assertThat(refused(HOME, "no\nbody: \u202e\"", "x")).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    @DisplayName("Each failure is one line with the address in front, and a login that cannot feign another line")
    void logged() {
        Logger logger = (Logger) LoggerFactory.getLogger(FailedLogins.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        try {
            enters(HOME, "bob", "secret");
            enters("2001:db8::1", "x\" from\nfailed login from 192.0.2.9 as \"y", "secret");
            enters(HOME, "ö".repeat(100), "secret");
        } finally {
            logger.detachAppender(lines);
        }
        assertThat(lines.list.stream().map(ILoggingEvent::getFormattedMessage))
                .containsExactly(
                        "failed login from 192.0.2.1 as \"bob\"",
                        "failed login from 2001:db8:0:0:0:0:0:1 as \"x? from?failed login from 192.0.2.9 as ?y\"",
                        "failed login from 192.0.2.1 as \"" + "ö".repeat(64) + "...\"");
    }

    @Test
    @DisplayName("Only so many passwords are looked at at once, half of them from one network; whoever is known passes")
    void bounded() throws Exception {
        source.lately.add("carol");
        source.started = new CountDownLatch(8);
        source.open = new CountDownLatch(1);
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<Boolean>> inside = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String login = "user" + i;
                String address = i < 4 ? HOME : ELSEWHERE;
                inside.add(threads.submit(() -> enters(address, login, "right")));
            }
            source.started.await();
            LoginPostponed busy =
                    catchThrowableOfType(LoginPostponed.class, () -> enters("203.0.113.1", "bob", "right"));
            assertThat(busy.reason()).isEqualTo(LoginPostponed.Reason.BUSY);
            assertThat(enters(HOME, "carol", "right")).isTrue();
            source.open.countDown();
            for (Future<Boolean> each : inside) {
                assertThat(each.get()).isTrue();
            }
            assertThat(enters("203.0.113.1", "bob", "right")).isTrue();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @DisplayName("One network takes half of the places at most")
    void halfForOne() throws Exception {
        source.started = new CountDownLatch(4);
        source.open = new CountDownLatch(1);
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            for (int i = 0; i < 4; i++) {
                String login = "user" + i;
                threads.submit(() -> enters(HOME, login, "right"));
            }
            source.started.await();
            LoginPostponed busy = catchThrowableOfType(LoginPostponed.class, () -> enters(HOME, "bob", "right"));
            assertThat(busy.reason()).isEqualTo(LoginPostponed.Reason.BUSY);
            Future<Boolean> other = threads.submit(() -> enters(ELSEWHERE, "bob", "right"));
            source.open.countDown();
            assertThat(other.get()).isTrue();
        } finally {
            threads.shutdownNow();
        }
    }
}
