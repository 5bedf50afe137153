package dev.fasti.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.fasti.machine.CannotListen.Obstacle;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.channels.ServerSocketChannel;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Of a port that cannot be listened on is said")
class CannotListenTest {
    /** As Jetty wraps what the system says. */
    private static CannotListen refusal(String host, InetSocketAddress address) throws IOException {
        try (ServerSocketChannel channel = ServerSocketChannel.open()) {
            Throwable failure = catchThrowable(() -> channel.bind(address));
            return CannotListen.at(host, address.getPort(), new IOException("Failed to bind to " + address, failure));
        }
    }

    @Test
    @DisplayName("that another program has it")
    void taken() throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        try (ServerSocketChannel other = ServerSocketChannel.open()) {
            other.bind(new InetSocketAddress(here, 0));
            int port = ((InetSocketAddress) other.getLocalAddress()).getPort();
            CannotListen refusal = refusal("localhost", new InetSocketAddress(here, port));
            assertThat(refusal.obstacle()).isEqualTo(Obstacle.TAKEN);
            assertThat(refusal).hasMessage("port " + port + " of localhost is taken by another program");
        }
    }

    @Test
    @DisplayName("that the machine has no such address, or nobody knows the name")
    void nowhere() throws IOException {
        CannotListen foreign =
                CannotListen.at("192.0.2.1", 80, new IOException(new BindException("Cannot assign requested address")));
        assertThat(foreign.obstacle()).isEqualTo(Obstacle.NOT_HERE);
        assertThat(foreign).hasMessage("this machine has no address 192.0.2.1");
        CannotListen unknown = refusal("nowhere.invalid", InetSocketAddress.createUnresolved("nowhere.invalid", 5232));
        assertThat(unknown.obstacle()).isEqualTo(Obstacle.UNKNOWN_NAME);
        assertThat(unknown).hasMessage("the name nowhere.invalid has no address");
    }

    @Test
    @DisplayName("that the user may not, and whatever else the system says")
    void others() {
        CannotListen forbidden = CannotListen.at("::", 80, new IOException(new SocketException("Permission denied")));
        assertThat(forbidden.obstacle()).isEqualTo(Obstacle.FORBIDDEN);
        assertThat(forbidden).hasMessage("this user may not listen on port 80");
        CannotListen strange = CannotListen.at("::", 80, new SocketException("No buffer space available"));
        assertThat(strange.obstacle()).isEqualTo(Obstacle.OTHER);
        assertThat(strange).hasMessage("::, port 80, cannot be listened on: No buffer space available");
    }
}
