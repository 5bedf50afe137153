package dev.fasti.config;

import dev.fasti.machine.IpLiteral;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where the server listens, and how it is reached.
 *
 * @param host a host name or an IP address (IPv6 without brackets), not empty
 * @param port 0 to 65535; 0 takes any free port
 * @param basePath the path in front of every URL: empty, or {@code /segment} once or more, without a slash at its end
 * @param trustedProxies the addresses whose {@code X-Forwarded-*} headers are believed
 * @param shutdownGrace how long requests in flight may take to finish when the server stops
 * @param idleTimeout how long a connection may be silent before it is closed
 */
public record ServerConfig(
        String host,
        int port,
        String basePath,
        List<CidrBlock> trustedProxies,
        Duration shutdownGrace,
        Duration idleTimeout) {
    private static final Pattern BASE_PATH = Pattern.compile("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~-]+)*");

    public ServerConfig {
        if (!isHost(host) || port < 0 || port > 65535 || !isBasePath(basePath)) {
            throw new IllegalArgumentException("not a place to listen: " + host + " " + port + " " + basePath);
        }
        if (shutdownGrace.isNegative() || idleTimeout.isNegative() || idleTimeout.isZero()) {
            throw new IllegalArgumentException("a time is too short: " + shutdownGrace + ", " + idleTimeout);
        }
        trustedProxies = List.copyOf(trustedProxies);
    }

    /** A name, or an IP address with or without brackets; a colon is only part of an IPv6 address, never before a port. */
    public static boolean isHost(String text) {
        if (text.isEmpty() || text.chars().anyMatch(c -> c <= ' ' || c == '/' || c == 0x7f)) {
            return false;
        }
        if (text.indexOf(':') < 0 && !text.startsWith("[")) {
            return true;
        }
        return IpLiteral.parse(text.replaceFirst("%[A-Za-z0-9._-]+(?=]?$)", "")).isPresent();
    }

    public static boolean isBasePath(String text) {
        return BASE_PATH.matcher(text).matches();
    }

    /**
     * Whether only this machine can reach {@code host}: {@code localhost} or a loopback address. Other names are not
     * looked up, they count as reachable.
     */
    public boolean isLoopback() {
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        return IpLiteral.parse(host).filter(InetAddress::isLoopbackAddress).isPresent();
    }
}
