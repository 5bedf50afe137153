package dev.fasti.http.admin;

import dev.fasti.http.answer.PlainAnswer;
import dev.fasti.machine.CannotListen;
import java.io.IOException;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A listener apart, for health and metrics: plain HTTP, no login, so it is for addresses that only operators reach. */
public final class AdminServer implements AutoCloseable {
    private static final int THREADS = 6;
    private static final int CONNECTIONS = 32;
    private static final long IDLE_MILLIS = 30_000;

    private final Server server;
    private final ServerConnector connector;

    private AdminServer(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /**
     * Starts to listen.
     *
     * @param port 0 for any free one
     * @throws CannotListen if it cannot listen there
     */
    public static AdminServer start(String host, int port, Operations operations) throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 1);
        threads.setName("admin");
        threads.setReservedThreads(0);
        Server server = new Server(threads);
        HttpConfiguration protocol = new HttpConfiguration();
        protocol.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(protocol));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_MILLIS);
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(CONNECTIONS, connector));
        server.setErrorHandler(new PlainAnswer());
        server.setHandler(new AdminPaths(operations, Operations.Shown.ALL, null));
        AdminServer admin = new AdminServer(server, connector);
        try {
            server.start();
            return admin;
        } catch (IOException e) {
            admin.close();
            throw CannotListen.at(host, port, e);
        } catch (Exception e) {
            admin.close();
            throw new IllegalStateException("the listener for operators does not start", e);
        }
    }

    /** The port that is listened on. */
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the listener for operators does not stop", e);
        }
    }
}
