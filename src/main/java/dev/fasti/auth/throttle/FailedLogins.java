package dev.fasti.auth.throttle;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fasti.auth.Attempt;
import dev.fasti.auth.Keyed;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who has guessed wrongly, and how long they have to wait for it.
 *
 * <p>Guesses are counted by where they come from and by the login they are for, known or not. A device that sends the
 * same wrong password again and again guesses but once: it waits alone. From where a login has succeeded lately, it is
 * only its own failures there that hold it up: neither those for other logins, nor those from elsewhere. From anywhere
 * else a login is held up by those from elsewhere for seconds at most. So nobody is locked out by others for long.
 */
final class FailedLogins {
    private record Place(Network network, ByteBuffer login) {}

    /** What a filter such as fail2ban's looks for. Never change it: people's filters depend on it. */
    private static final String LINE = "failed login from {} as \"{}\"";

    private static final Logger log = LoggerFactory.getLogger(FailedLogins.class);
    private static final int CAPACITY = 20_000;
    private static final int LONGEST_LOGGED = 64;
    private static final int ACCOUNT_FACTOR = 5;
    private static final Duration ACCOUNT_WAIT = Duration.ofSeconds(10);
    private static final Duration SAME_WAIT = Duration.ofSeconds(30);

    private final Keyed keyed = new Keyed();
    private final FailureCounts networks;
    private final FailureCounts accounts;
    private final FailureCounts places;
    private final FailureCounts guesses;
    private final Cache<Place, Boolean> familiar =
            Caffeine.newBuilder().maximumSize(CAPACITY).build();

    /**
     * @param free failures from one network after which the next has to wait
     * @param longest the longest wait
     */
    FailedLogins(int free, Duration longest, Clock clock) {
        Waits waits = new Waits(free, longest);
        networks = new FailureCounts(CAPACITY, waits, clock);
        places = new FailureCounts(CAPACITY, waits, clock);
        accounts = new FailureCounts(CAPACITY, new Waits(free * ACCOUNT_FACTOR, shorter(longest, ACCOUNT_WAIT)), clock);
        guesses = new FailureCounts(CAPACITY, new Waits(free, shorter(longest, SAME_WAIT)), clock);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** How long this attempt has to wait before it is looked at; zero for not at all. */
    Duration left(Attempt attempt) {
        Place place = place(attempt);
        Duration same = guesses.left(guess(place, attempt));
        Stream<Duration> others = familiar.getIfPresent(place) != null
                ? Stream.of(places.left(place))
                : Stream.of(networks.left(place.network), accounts.left(place.login));
        return Stream.concat(Stream.of(same), others).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    /** Counts and logs an attempt that was wrong. */
    void failed(Attempt attempt) {
        log.warn(LINE, address(attempt), loggable(attempt.login()));
        Place place = place(attempt);
        ByteBuffer guess = guess(place, attempt);
        boolean isNew = guesses.isFree(guess);
        guesses.add(guess);
        if (isNew) {
            networks.add(place.network);
            accounts.add(place.login);
            places.add(place);
        }
    }

    /** Remembers where an attempt was right. What others guessed there stays counted. */
    void succeeded(Attempt attempt) {
        Place place = place(attempt);
        familiar.put(place, true);
        places.forget(place);
    }

    private Place place(Attempt attempt) {
        return new Place(
                Network.of(attempt.from()), keyed.digest(attempt.login().getBytes(StandardCharsets.UTF_8)));
    }

    private ByteBuffer guess(Place place, Attempt attempt) {
        byte[] login = new byte[place.login.remaining()];
        place.login.duplicate().get(login);
        byte[] network = new byte[place.network.prefix().remaining()];
        place.network.prefix().duplicate().get(network);
        return keyed.digest(login, network, attempt.password().getBytes(StandardCharsets.UTF_8));
    }

    private static String address(Attempt attempt) {
        String address = attempt.from().getHostAddress();
        int zone = address.indexOf('%');
        return zone < 0 ? address : address.substring(0, zone);
    }

    /** What a client sent, so that it can neither end the line nor the quotation. */
    private static String loggable(String login) {
        String start = login.length() > LONGEST_LOGGED ? login.substring(0, LONGEST_LOGGED) + "..." : login;
        return start.replaceAll("[^\\p{L}\\p{N}@._+ -]", "?");
    }
}
