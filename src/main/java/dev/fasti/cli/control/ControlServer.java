package dev.fasti.cli.control;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs commands for whoever may open the control socket: the user that the server runs as, and root. One daemon thread
 * waits for them; a command has threads of its own while it runs.
 */
public final class ControlServer {
    /** So many commands run at once; one more is refused. */
    static final int MOST_COMMANDS = 8;

    private static final Logger log = LoggerFactory.getLogger(ControlServer.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final String STOPPING = "the server is stopping";

    private final ControlSocket socket;
    private final String version;
    private final CommandRunner runner;
    private final Set<ControlSession> sessions = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    private ControlServer(ControlSocket socket, String version, CommandRunner runner) {
        this.socket = socket;
        this.version = version;
        this.runner = runner;
    }

    /**
     * Starts to take commands.
     *
     * @param data the data folder, which holds {@code fasti}; the caller has its lock, so that a socket that is there
     *     is a dead one, and replaced
     * @param version of this program; others are refused
     * @throws IOException if there can be no socket
     */
    public static ControlServer start(Path data, String version, CommandRunner runner) throws IOException {
        ControlServer server = new ControlServer(ControlSocket.bind(data.resolve("fasti")), version, runner);
        ControlSession.daemon("control", server::accept).start();
        return server;
    }

    private void accept() {
        while (!stopping) {
            try {
                welcome(socket.accept());
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                log.warn("A command could not be let in: {}", e.getMessage());
                pause();
            }
        }
    }

    /** What fails once, for want of file handles say, would fail in a loop without end. */
    private static void pause() {
        try {
            Thread.sleep(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void welcome(SocketChannel channel) {
        if (stopping) {
            refuse(channel, STOPPING);
            return;
        }
        if (sessions.size() >= MOST_COMMANDS) {
            refuse(channel, MOST_COMMANDS + " commands run in the server already: try again later");
            return;
        }
        ControlSession session = new ControlSession(channel, version, runner, sessions::remove);
        sessions.add(session);
        session.start();
    }

    private static void refuse(SocketChannel channel, String sentence) {
        try (channel) {
            new FrameWriter(channel).write(new Frame.Refusal(sentence));
        } catch (IOException e) {
            log.debug("A command left before it was refused", e);
        }
    }

    /**
     * Takes no new commands, waits for those that run, and tells the ones that take longer to end. When this returns
     * they have ended, or cannot be reached: what they ask of a closed store fails.
     *
     * @param grace how long commands may take
     */
    public void stop(Duration grace) {
        stopping = true;
        socket.close();
        long end = System.nanoTime() + grace.toNanos();
        sessions.forEach(session -> session.awaitEnd(until(end)));
        sessions.forEach(session -> session.cancel(STOPPING));
        long last = System.nanoTime() + PATIENCE.toNanos();
        for (ControlSession session : sessions) {
            if (!session.awaitEnd(until(last))) {
                session.disconnect();
                session.awaitEnd(PATIENCE);
            }
        }
    }

    private static Duration until(long nanos) {
        return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
    }
}
