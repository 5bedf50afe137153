package dev.fasti.cli.transfer.remote;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;

/**
 * An account on another server. Its password goes to the host of its URL, and to no other.
 *
 * @param url where to begin: any URL of the server
 */
public record Login(URI url, String user, String password) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Whether a password may cross the network in the clear. */
    public enum Transport {
        ENCRYPTED,
        ANY
    }

    /**
     * An account.
     *
     * @throws IllegalArgumentException if the URL is none of http or https, or the password would be readable on
     *     its way though that is not wanted
     */
    public static Login of(String url, String user, String password, Transport transport) {
        URI uri = URI.create(url).normalize();
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (uri.getHost() == null
                || uri.getRawUserInfo() != null
                || !Set.of("http", "https").contains(scheme)) {
            throw new IllegalArgumentException(
                    "not a URL such as https://dav.example.org/ (a user name goes to --user)");
        }
        if (scheme.equals("http") && transport == Transport.ENCRYPTED && !LOOPBACK.contains(uri.getHost())) {
            throw new IllegalArgumentException(
                    "over http the password can be read on its way; --plain-http allows it nevertheless");
        }
        if (user.indexOf(':') >= 0) {
            throw new IllegalArgumentException("a user name has no colon (RFC 7617 section 2)");
        }
        return new Login(uri.getRawPath().isEmpty() ? uri.resolve("/") : uri, user, password);
    }

    /** Whether the password may be sent to a URL: the same host and port, as well encrypted. */
    boolean covers(URI uri) {
        return uri.getHost() != null
                && uri.getHost().equalsIgnoreCase(url.getHost())
                && uri.getRawUserInfo() == null
                && url.getScheme().equalsIgnoreCase(uri.getScheme())
                && port(uri) == port(url);
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }

    /** The value of the Authorization header (RFC 7617). */
    public String authorization() {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    @Override
    public String toString() {
        return user + " at " + url.getHost();
    }
}
