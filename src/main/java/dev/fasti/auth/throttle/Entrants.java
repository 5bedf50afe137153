package dev.fasti.auth.throttle;

import dev.fasti.auth.LoginPostponed;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Those whose passwords are being looked at, or wait for it: so few that there are always threads left for those who
 * are known already, and no more than half of them from one {@link Network}.
 */
final class Entrants {
    private static final Duration WAIT = Duration.ofSeconds(1);

    private final Semaphore places;
    private final int fromOne;
    private final Map<Network, Integer> here = new ConcurrentHashMap<>();

    /** @param places how many there may be at once */
    Entrants(int places) {
        this.places = new Semaphore(places);
        this.fromOne = Math.max(1, places / 2);
    }

    /**
     * Does the work for one of them.
     *
     * @throws LoginPostponed if there are too many
     */
    <T> T let(InetAddress from, Supplier<T> work) {
        Network network = Network.of(from);
        if (!places.tryAcquire()) {
            throw new LoginPostponed(LoginPostponed.Reason.BUSY, WAIT);
        }
        try {
            int number = here.merge(network, 1, Integer::sum);
            try {
                if (number > fromOne) {
                    throw new LoginPostponed(LoginPostponed.Reason.BUSY, WAIT);
                }
                return work.get();
            } finally {
                here.computeIfPresent(network, (same, many) -> many == 1 ? null : many - 1);
            }
        } finally {
            places.release();
        }
    }
}
