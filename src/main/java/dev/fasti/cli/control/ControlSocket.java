package dev.fasti.cli.control;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The socket at which a server waits for commands, {@code fasti/control.sock} in its data folder with mode 0600.
 *
 * <p>Where a path so long cannot be one of a socket, or the file system has none, it lies in a folder of its own among
 * the temporary ones, and {@code fasti/control} names that.
 */
final class ControlSocket implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ControlSocket.class);

    private final ServerSocketChannel channel;
    private final ControlPlace place;

    private ControlSocket(ServerSocketChannel channel, ControlPlace place) {
        this.channel = channel;
        this.place = place;
    }

    /**
     * Makes the socket, in place of one that a crash has left.
     *
     * @param own the server's own folder, whose lock the caller has
     * @throws IOException if no socket can be made
     */
    static ControlSocket bind(Path own) throws IOException {
        ControlPlace.removeLeft(own);
        try {
            return bind(ControlPlace.inside(own));
        } catch (IOException | UnsupportedOperationException first) {
            log.debug("No socket in {}", own, first);
            try {
                return bind(ControlPlace.elsewhere(own));
            } catch (IOException | UnsupportedOperationException second) {
                throw new IOException(first + "; " + second, second);
            }
        }
    }

    /** Nobody can open the socket before it has its mode: until then it lies in a folder that only we may enter. */
    private static ControlSocket bind(ControlPlace place) throws IOException {
        Path porch = place.socket().resolveSibling(ControlPlace.PORCH);
        Path making = porch.resolve("s");
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        boolean bound = false;
        try {
            OwnFiles.createFolder(porch);
            channel.bind(UnixDomainSocketAddress.of(making));
            OwnFiles.restrict(making);
            Files.move(making, place.socket(), StandardCopyOption.ATOMIC_MOVE);
            place.announce();
            bound = true;
            return new ControlSocket(channel, place);
        } finally {
            Files.deleteIfExists(making);
            Files.deleteIfExists(porch);
            if (!bound) {
                channel.close();
                place.remove();
            }
        }
    }

    /** The next client; waits for it. */
    SocketChannel accept() throws IOException {
        return channel.accept();
    }

    /**
     * Connects to the server of a data folder.
     *
     * @param own the server's own folder
     * @return empty if no server is there
     * @throws IOException if there is one that does not let us in
     */
    static Optional<SocketChannel> connect(Path own) throws IOException {
        Optional<Path> socket = ControlPlace.find(own);
        return socket.isPresent() ? connectTo(socket.get()) : Optional.empty();
    }

    private static Optional<SocketChannel> connectTo(Path socket) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        boolean connected = false;
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            connected = true;
            return Optional.of(channel);
        } catch (java.net.ConnectException e) {
            return Optional.empty();
        } catch (java.net.SocketException e) {
            if (Files.notExists(socket)) {
                return Optional.empty();
            }
            throw new IOException("the socket of the server, " + socket + ", cannot be used: " + e.getMessage(), e);
        } finally {
            if (!connected) {
                channel.close();
            }
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
            place.remove();
        } catch (IOException e) {
            log.warn("The control socket could not be removed: {}", e.getMessage());
        }
    }
}
