package dev.fasti.cli.transfer.remote;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DavClientTest {
    @Test
    @DisplayName("An answer that begins and then stalls is given up, and never taken for a whole one")
    void stalled() throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        ExecutorService threads = Executors.newCachedThreadPool();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(new byte[] {'B', 'E', 'G'});
            exchange.getResponseBody().flush();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        server.start();
        try {
            URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/a.ics");
            Login login = Login.of(uri.toString(), "alice", "secret", Login.Transport.ENCRYPTED);
            DavClient client = new DavClient(login, Duration.ofMillis(100));
            assertThatThrownBy(() -> client.get(uri))
                    .isInstanceOf(RemoteFailure.class)
                    .hasMessageContaining("sent nothing for");
        } finally {
            over.countDown();
            server.stop(0);
            threads.shutdown();
        }
    }
}
