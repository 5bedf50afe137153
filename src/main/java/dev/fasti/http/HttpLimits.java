package dev.fasti.http;

import java.time.Duration;

/**
 * What one client, and all of them together, may take of the server.
 *
 * @param maxRequestBody octets of a body, both as sent and with its content coding undone; beyond it is 413
 * @param maxHeaderSize octets of a request's line and fields; beyond it is 431, or 414 for the line alone
 * @param maxConcurrentRequests requests worked on at once; further ones wait
 * @param maxQueuedRequests requests that may wait; further ones get 503 at once
 * @param maxQueueTime how long a request waits before it gets 503
 * @param maxConnections open connections; further ones are not accepted until one closes
 * @param idleTimeout how long a connection may stay silent
 * @param minBodyRate octets a second that a body must bring, and a client take of an answer, measured after the first
 *     ten seconds; 0 for none
 * @param shutdownGrace how long a stop waits for requests in flight
 */
public record HttpLimits(
        long maxRequestBody,
        int maxHeaderSize,
        int maxConcurrentRequests,
        int maxQueuedRequests,
        Duration maxQueueTime,
        int maxConnections,
        Duration idleTimeout,
        int minBodyRate,
        Duration shutdownGrace) {
    public static final HttpLimits DEFAULT = new HttpLimits(
            100_000_000,
            16 * 1024,
            32,
            256,
            Duration.ofSeconds(20),
            512,
            Duration.ofSeconds(30),
            256,
            Duration.ofSeconds(20));

    public HttpLimits {
        if (maxRequestBody < 0 || maxRequestBody >= Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a request body is limited to less than 2 GiB, not " + maxRequestBody);
        }
        if (maxHeaderSize < 1024) {
            throw new IllegalArgumentException("a header of less than 1024 octets is of no use: " + maxHeaderSize);
        }
        if (maxConcurrentRequests < 1 || maxQueuedRequests < 0 || maxConnections < 1 || minBodyRate < 0) {
            throw new IllegalArgumentException("a limit is out of range");
        }
        requirePositive(maxQueueTime);
        requirePositive(idleTimeout);
        requirePositive(shutdownGrace);
    }

    private static void requirePositive(Duration duration) {
        if (duration.toMillis() < 1) {
            throw new IllegalArgumentException("a duration is at least a millisecond, not " + duration);
        }
    }
}
