package dev.fasti.http.admin;

import java.time.Duration;
import java.util.List;

/**
 * What an operator gets to see of a server.
 *
 * @param metrics counts its requests, too
 * @param onMainPort what of this is answered on the port of the clients, where it hides homes of these names
 * @param slowRequest from how long on a request is worth a warning; zero for none
 */
public record Operations(Metrics metrics, Health health, Shown onMainPort, Duration slowRequest) {
    /** Where nobody looks. */
    public static Operations unseen() {
        return new Operations(
                new Metrics("-"), new Health(List.of(), Duration.ofSeconds(1)), Shown.NONE, Duration.ZERO);
    }

    /** Which paths are answered. */
    public enum Shown {
        NONE,
        HEALTH,
        ALL
    }
}
