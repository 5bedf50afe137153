package dev.fasti.http;

import dev.fasti.dav.Hrefs;
import dev.fasti.machine.IpLiteral;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * What a request is seen from outside, once the proxies that we trust have been heard.
 *
 * <p>Of {@code X-Forwarded-For} the last address that is no trusted proxy is the client. Of the other fields the
 * first value counts: it is the one of the outermost proxy. Where there are none of these, {@link ForwardedField} does.
 */
final class Forwarding {
    private static final Pattern IPV4_WITH_PORT = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}:\\d{1,5}");
    private static final Pattern AUTHORITY = Pattern.compile("([\\w.~-]+|\\[[0-9a-fA-F:.]+])(:\\d{1,5})?");
    private static final Pattern PORT = Pattern.compile("\\d{1,5}");
    private static final Pattern PREFIX = Pattern.compile("(/[\\w.~!$&'()*+,;=:@%-]+)+/?");

    private final Predicate<InetAddress> trusted;
    private final String basePath;

    Forwarding(HttpSettings settings) {
        trusted = settings.trustedProxies();
        basePath = settings.basePath();
    }

    /** Whether a request comes by a proxy that is believed. */
    boolean isByProxy(Request request) {
        return trusted.test(peer(request));
    }

    /** The client's own address. */
    InetAddress client(Request request) {
        InetAddress nearest = peer(request);
        if (!trusted.test(nearest)) {
            return nearest;
        }
        List<String> chain = FieldList.of(request, "X-Forwarded-For");
        if (chain.isEmpty()) {
            chain = ForwardedField.of(request).clients();
        }
        for (int i = chain.size() - 1; i >= 0 && trusted.test(nearest); i--) {
            Optional<InetAddress> next = literal(chain.get(i));
            if (next.isEmpty()) {
                break;
            }
            nearest = next.get();
        }
        return nearest;
    }

    /** Host and port as the client knows them; empty if the request does not say. */
    String authority(Request request) {
        String host = first(request, "X-Forwarded-Host")
                .or(() -> isByProxy(request) ? ForwardedField.of(request).host() : Optional.empty())
                .filter(value -> AUTHORITY.matcher(value).matches())
                .orElseGet(() -> host(request));
        boolean hasPort = host.lastIndexOf(':') > host.lastIndexOf(']');
        return first(request, "X-Forwarded-Port")
                .filter(port ->
                        !host.isEmpty() && !hasPort && PORT.matcher(port).matches())
                .map(port -> host + ":" + port)
                .orElse(host);
    }

    /** By what the client came: {@code https} or {@code http}. */
    String scheme(Request request) {
        return first(request, "X-Forwarded-Proto")
                .or(() -> isByProxy(request) ? ForwardedField.of(request).scheme() : Optional.empty())
                .map(scheme -> scheme.toLowerCase(Locale.ROOT))
                .filter(scheme -> scheme.equals("https") || scheme.equals("http"))
                .orElse(request.isSecure() ? "https" : "http");
    }

    /**
     * What stands before our own root in the URLs that the client knows: the proxy's prefix and our base path. A
     * prefix that ends with the base path is taken to include it.
     */
    String publicPath(Request request) {
        String prefix = prefix(request);
        return prefix.endsWith(basePath) ? prefix : prefix + basePath;
    }

    /**
     * The segments of the request's path below our own root. Proxies that strip their prefix and proxies that do not
     * are both understood.
     *
     * @param segments the decoded segments of the whole path
     * @return empty if the path is outside of ours
     */
    Optional<List<String>> below(Request request, List<String> segments) {
        String prefix = prefix(request);
        Optional<List<String>> below = new Hrefs(publicPath(request)).below(segments);
        if (below.isEmpty()) {
            below = new Hrefs(basePath).below(segments);
        }
        boolean isBaseStripped = !prefix.isEmpty() && prefix.endsWith(basePath);
        return below.isEmpty() && isBaseStripped ? Optional.of(segments) : below;
    }

    /** The proxy's prefix; by Radicale's name for it where a proxy was set up for that. */
    private String prefix(Request request) {
        return first(request, "X-Forwarded-Prefix")
                .or(() -> first(request, "X-Script-Name"))
                .filter(prefix -> PREFIX.matcher(prefix).matches()
                        && Hrefs.segments(prefix).isPresent())
                .map(prefix -> prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix)
                .orElse("");
    }

    private Optional<String> first(Request request, String name) {
        if (!request.getHeaders().contains(name) || !trusted.test(peer(request))) {
            return Optional.empty();
        }
        return FieldList.of(request, name).stream().findFirst();
    }

    private static String host(Request request) {
        String authority = request.getHttpURI().getAuthority();
        if (request.getHttpURI().isAbsolute() && authority != null) {
            return authority;
        }
        String host = request.getHeaders().get(HttpHeader.HOST);
        return host == null ? "" : host;
    }

    private static InetAddress peer(Request request) {
        SocketAddress address = request.getConnectionMetaData().getRemoteSocketAddress();
        if (address instanceof InetSocketAddress inet && inet.getAddress() != null) {
            return inet.getAddress();
        }
        throw new IllegalStateException("the connection has no address: " + address);
    }

    /** An address written out, with or without a port. A name is never looked up. */
    static Optional<InetAddress> literal(String text) {
        String address = text.strip();
        if (address.startsWith("[") && address.indexOf(']') > 0) {
            address = address.substring(1, address.indexOf(']'));
        } else if (IPV4_WITH_PORT.matcher(address).matches()) {
            address = address.substring(0, address.indexOf(':'));
        }
        return IpLiteral.parse(address);
    }
}
