package dev.fasti.dav.lock;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long locks hold, and how many there may be.
 *
 * @param defaultTimeout where the client says nothing
 * @param maxTimeout whatever the client says
 * @param maxPerUser locks of one principal at once
 * @param maxTotal locks of all at once
 */
public record LockLimits(Duration defaultTimeout, Duration maxTimeout, int maxPerUser, int maxTotal) {
    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Pattern TYPE = Pattern.compile("(?i)infinite|second-(\\d+)");

    public LockLimits {
        if (defaultTimeout.compareTo(LEAST) < 0 || maxTimeout.compareTo(defaultTimeout) < 0) {
            throw new IllegalArgumentException("a lock holds for a second at least, and no longer than the maximum");
        }
        if (maxPerUser < 1 || maxTotal < 1) {
            throw new IllegalArgumentException("a limit is at least 1");
        }
    }

    /**
     * The time that a lock gets: the first in the Timeout header that can be understood, within bounds (RFC 4918
     * sections 6.6 and 10.7).
     */
    Duration timeout(Optional<String> header) {
        for (String type : header.orElse("").split(",")) {
            Matcher matcher = TYPE.matcher(type.strip());
            if (matcher.matches()) {
                return matcher.group(1) == null ? maxTimeout : bounded(matcher.group(1));
            }
        }
        return defaultTimeout;
    }

    private Duration bounded(String seconds) {
        if (seconds.length() > 10) {
            return maxTimeout;
        }
        Duration wanted = Duration.ofSeconds(Long.parseLong(seconds));
        if (wanted.compareTo(LEAST) < 0) {
            return LEAST;
        }
        return wanted.compareTo(maxTimeout) > 0 ? maxTimeout : wanted;
    }
}
