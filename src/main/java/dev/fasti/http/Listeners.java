package dev.fasti.http;

import dev.fasti.http.pace.PacedEndPoint;
import dev.fasti.http.tls.TlsContext;
import dev.fasti.http.tls.TlsSettings;
import dev.fasti.machine.CannotListen;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.EnumSet;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.AbstractHTTP2ServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.io.WindowRateControl;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.jspecify.annotations.Nullable;

/** Makes the connectors of a server: HTTP/1.1 and HTTP/2 on each, with or without TLS. */
final class Listeners {
    private static final int KIB = 1024;
    /** What one connection may have in flight; ours are short requests, and memory is for many connections. */
    private static final int STREAMS = 32;

    /** Not less than what a client takes for granted until it has our settings (RFC 9113 section 6.9.3). */
    private static final int STREAM_WINDOW = 64 * KIB;
    /** Of all streams together: those that wait for their turn must not take the window of those at work. */
    private static final int CONNECTION_WINDOW = STREAMS * STREAM_WINDOW;
    /** Frames a second that cost us and not the sender: settings, pings, resets, empty ones (RFC 9113 section 10.5). */
    private static final int COSTLY_FRAMES = 128;

    private static final int SETTINGS = 32;

    private Listeners() {}

    /** HTTP without TLS, version 2 by prior knowledge. */
    static ServerConnector plain(Server server, String host, int port, HttpLimits limits) {
        HttpConfiguration protocol = protocol(limits);
        return listener(
                server,
                host,
                port,
                limits,
                new HttpConnectionFactory(protocol),
                bounded(new PriorKnowledge(protocol), limits));
    }

    /** HTTP over TLS, its version by agreement (RFC 7301). */
    static ServerConnector secure(Server server, HttpSettings settings, TlsSettings tls, TlsContext context) {
        HttpConfiguration protocol = protocol(settings.limits());
        long hsts = tls.hsts().isZero() ? -1 : tls.hsts().toSeconds();
        // Names are the client's matter: whoever has no name for us comes by an address.
        protocol.addCustomizer(new SecureRequestCustomizer(false, false, hsts, false));
        HttpConnectionFactory http1 = new HttpConnectionFactory(protocol);
        AbstractHTTP2ServerConnectionFactory http2 =
                bounded(new HTTP2ServerConnectionFactory(protocol), settings.limits());
        ALPNServerConnectionFactory agreement = new ALPNServerConnectionFactory();
        agreement.setDefaultProtocol(HttpVersion.HTTP_1_1.asString());
        SslConnectionFactory secured = new SslConnectionFactory(context.jetty(), agreement.getProtocol());
        return listener(server, settings.host(), settings.port(), settings.limits(), secured, agreement, http2, http1);
    }

    private static ServerConnector listener(
            Server server, String host, int port, HttpLimits limits, ConnectionFactory... protocols) {
        ServerConnector listener = new PacedConnector(server, protocols);
        listener.setHost(host);
        listener.setPort(port);
        listener.setIdleTimeout(limits.idleTimeout().toMillis());
        // What waits for nothing is ended by PacedConnector; what is at work has the grace.
        listener.setShutdownIdleTimeout(0);
        server.addConnector(listener);
        return listener;
    }

    private static AbstractHTTP2ServerConnectionFactory bounded(
            AbstractHTTP2ServerConnectionFactory http2, HttpLimits limits) {
        http2.setMaxConcurrentStreams(STREAMS);
        http2.setInitialStreamRecvWindow(STREAM_WINDOW);
        http2.setInitialSessionRecvWindow(CONNECTION_WINDOW);
        http2.setMaxSettingsKeys(SETTINGS);
        http2.setRateControlFactory(new WindowRateControl.Factory(COSTLY_FRAMES));
        http2.setStreamIdleTimeout(limits.idleTimeout().toMillis());
        http2.setConnectProtocolEnabled(false);
        return http2;
    }

    private static HttpConfiguration protocol(HttpLimits limits) {
        HttpConfiguration protocol = new HttpConfiguration();
        protocol.setSendServerVersion(false);
        protocol.setSendXPoweredBy(false);
        protocol.setSendDateHeader(true);
        protocol.setRequestHeaderSize(limits.maxHeaderSize());
        protocol.setInputBufferSize(8 * KIB);
        protocol.setOutputBufferSize(16 * KIB);
        protocol.setOutputAggregationSize(16 * KIB);
        protocol.setRelativeRedirectAllowed(true);
        // We decode the raw path ourselves: what Jetty finds ambiguous is a plain name, or our own 400.
        protocol.setUriCompliance(UriCompliance.from(
                EnumSet.complementOf(EnumSet.of(UriCompliance.Violation.USER_INFO, UriCompliance.Violation.FRAGMENT))));
        return protocol;
    }

    /**
     * HTTP/2 in clear text for those who begin with it (RFC 9113 section 3.3). An upgrade to it, which that RFC has dropped,
     * is not taken: by a proxy that passes on what asks for it, a client would get past whatever the proxy does to requests,
     * and could say who it is in the proxy's name.
     */
    private static final class PriorKnowledge extends HTTP2CServerConnectionFactory {
        PriorKnowledge(HttpConfiguration protocol) {
            super(protocol);
        }

        @Override
        public @Nullable Connection upgradeConnection(
                Connector connector, EndPoint endPoint, MetaData.Request request, HttpFields.Mutable fields) {
            return request.getHttpVersion() == HttpVersion.HTTP_2
                    ? super.upgradeConnection(connector, endPoint, request, fields)
                    : null;
        }
    }

    /** Its connections know how long a header has been coming, and whether a request is at work when the server stops. */
    private static final class PacedConnector extends ServerConnector {
        private static final long LAST_MILLIS = 100;

        PacedConnector(Server server, ConnectionFactory... protocols) {
            super(server, 1, 1, protocols);
        }

        @Override
        protected ServerSocketChannel openAcceptChannel() throws IOException {
            try {
                return super.openAcceptChannel();
            } catch (IOException e) {
                throw CannotListen.at(getHost(), getPort(), e);
            }
        }

        @Override
        protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key)
                throws IOException {
            SocketChannelEndPoint connection = new PacedEndPoint(channel, selector, key, getScheduler());
            connection.setIdleTimeout(getIdleTimeout());
            return connection;
        }

        @Override
        public CompletableFuture<Void> shutdown() {
            CompletableFuture<Void> ended = super.shutdown();
            for (EndPoint connection : getConnectedEndPoints()) {
                if (connection instanceof PacedEndPoint paced) {
                    paced.endWhenIdle(LAST_MILLIS);
                }
            }
            return ended;
        }
    }
}
