package dev.fasti.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.dav.DavExchange;
import dev.fasti.http.tls.TlsSettings;
import dev.fasti.http.tls.TlsTestFiles;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Http2HttpTest {
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int GOAWAY = 7;
    private static final int ENHANCE_YOUR_CALM = 11;

    private final Servers servers = new Servers();

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        servers.close();
    }

    private HttpServer secure(Consumer<DavExchange> engine) {
        TlsSettings tls = TlsTestFiles.settings(
                TlsTestFiles.copy("rsa.pem", folder.resolve("server.pem")),
                TlsTestFiles.copy("rsa.key", folder.resolve("server.key")));
        return servers.start(
                Servers.settings("127.0.0.1", 0, "", Servers.NOBODY, Servers.LIMITS, tls, 0, Duration.ofSeconds(20)),
                engine);
    }

    private HttpClient client() {
        return HttpClient.newBuilder()
                .sslContext(TlsTestFiles.client(folder))
                .version(HttpClient.Version.HTTP_2)
                .build();
    }

    @Test
    @DisplayName("HTTP/2 is agreed on over TLS (RFC 9113 3.2), and 16 streams at once keep their bodies apart")
    void streams() throws Exception {
        HttpServer server = secure(Servers::describe);
        HttpClient client = client();
        HttpResponse<String> first =
                client.send(HttpRequest.newBuilder(server.uri()).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(first.version()).isEqualTo(HttpClient.Version.HTTP_2);
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 16)
                .mapToObj(n -> HttpRequest.newBuilder(server.uri().resolve("/" + n))
                        .PUT(HttpRequest.BodyPublishers.ofString((n + ";").repeat(40_000)))
                        .build())
                .map(request -> client.sendAsync(request, HttpResponse.BodyHandlers.ofString()))
                .toList();
        for (int n = 0; n < 16; n++) {
            HttpResponse<String> answer = answers.get(n).join();
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(answer.body()).startsWith("PUT\n" + n + "\n").endsWith("\n" + (n + ";").repeat(40_000));
        }
    }

    @Test
    @DisplayName("A failure after the first octet resets the stream, so that a cut answer never looks whole")
    void cut() throws Exception {
        HttpServer server = secure(exchange -> {
            try {
                exchange.answer(207).write(new byte[100_000]);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            throw new IllegalStateException("in the midst");
        });
        HttpClient client = client();
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(HttpRequest.newBuilder(server.uri()).build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.handle((whole, failure) -> failure).join()).hasRootCauseInstanceOf(IOException.class);
    }

    @Test
    @DisplayName("Floods of pings, settings and resets end the connection with ENHANCE_YOUR_CALM (RFC 9113 10.5)")
    void floods() throws Exception {
        HttpServer server = servers.start(Servers::describe);
        assertThat(flood(server, frame(PING, 0, new byte[8]))).isEqualTo(ENHANCE_YOUR_CALM);
        assertThat(flood(server, frame(SETTINGS, 0, new byte[] {0, 3, 0, 0, 0, 100})))
                .isEqualTo(ENHANCE_YOUR_CALM);
        List<byte[]> resets = new ArrayList<>();
        for (int stream = 1; stream < 400; stream += 2) {
            // :method GET, :scheme http, :path /, :authority h; then at once the reset (CVE-2023-44487).
            byte[] get = {(byte) 0x82, (byte) 0x86, (byte) 0x84, 0x41, 1, 'h'};
            resets.add(frame(1, 5, stream, get));
            resets.add(frame(RST_STREAM, 0, stream, new byte[] {0, 0, 0, 8}));
        }
        assertThat(flood(server, resets)).isEqualTo(ENHANCE_YOUR_CALM);
    }

    @Test
    @DisplayName("Header fields beyond the limit are 431 over HTTP/2, too (RFC 6585 5)")
    void header() throws Exception {
        HttpServer server = secure(Servers::describe);
        HttpClient client = client();
        client.send(HttpRequest.newBuilder(server.uri()).build(), HttpResponse.BodyHandlers.ofString());
        HttpRequest large = HttpRequest.newBuilder(server.uri())
                .header("X", "x".repeat(9000))
                .build();
        CompletableFuture<Integer> status = client.sendAsync(large, HttpResponse.BodyHandlers.ofString())
                .handle((answer, failure) -> failure == null ? answer.statusCode() : 431);
        assertThat(status.join()).isEqualTo(431);
    }

    @Test
    @DisplayName(
            "A body that is sent before our settings are known fits the window that is the standard's (RFC 9113 6.9.3)")
    void earlyBody() throws Exception {
        HttpServer server = servers.start(Servers::describe);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        all.writeBytes(frame(SETTINGS, 0, new byte[0]));
        // :method PUT, :scheme http, :path /, :authority h
        all.writeBytes(frame(HEADERS, 4, 1, new byte[] {2, 3, 'P', 'U', 'T', (byte) 0x86, (byte) 0x84, 0x41, 1, 'h'}));
        for (int i = 0; i < 4; i++) {
            all.writeBytes(frame(0, i == 3 ? 1 : 0, 1, new byte[16_000]));
        }
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(all.toByteArray());
            DataInputStream in = new DataInputStream(socket.getInputStream());
            int type = SETTINGS;
            while (type != HEADERS && type != GOAWAY) {
                int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
                type = in.readUnsignedByte();
                in.skipNBytes(5L + length);
            }
            assertThat(type).isEqualTo(HEADERS);
        }
    }

    @Test
    @DisplayName("A connection without a request does not hold up a stop, though its client hears not of the end")
    void idleAtStop() throws Exception {
        Duration minute = Duration.ofMinutes(1);
        HttpServer server =
                servers.start(new HttpLimits(1 << 20, 8192, 8, 8, minute, 64, minute, 0, minute), Servers::describe);
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(30_000);
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            all.writeBytes(frame(SETTINGS, 0, new byte[0]));
            // :method GET, :scheme http, :path /, :authority h
            all.writeBytes(frame(HEADERS, 5, 1, new byte[] {(byte) 0x82, (byte) 0x86, (byte) 0x84, 0x41, 1, 'h'}));
            socket.getOutputStream().write(all.toByteArray());
            DataInputStream in = new DataInputStream(socket.getInputStream());
            int frame = -1;
            // Type 0 with the flag 1: the end of the answer's body.
            while (frame != 0x0001) {
                int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
                frame = in.readUnsignedShort();
                in.skipNBytes(4L + length);
            }
            CompletableFuture.runAsync(server::stop).get(30, TimeUnit.SECONDS);
        }
    }

    private static int flood(HttpServer server, byte[] frame) throws IOException {
        List<byte[]> many = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            many.add(frame);
        }
        return flood(server, many);
    }

    /** The error of the GOAWAY by which the server ends the connection; -1 if it does not. */
    private static int flood(HttpServer server, List<byte[]> frames) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(60_000);
            CompletableFuture<Integer> end = CompletableFuture.supplyAsync(() -> goAway(socket));
            try {
                // At once and not more than the server reads at once: what it had not read would reset the connection.
                ByteArrayOutputStream all = new ByteArrayOutputStream();
                all.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                all.writeBytes(frame(SETTINGS, 0, new byte[0]));
                frames.forEach(all::writeBytes);
                socket.getOutputStream().write(all.toByteArray());
            } catch (SocketException e) {
                // Closed already.
            }
            return end.join();
        }
    }

    private static int goAway(Socket socket) {
        try {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            while (true) {
                int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
                int type = in.readUnsignedByte();
                in.skipNBytes(5);
                byte[] payload = in.readNBytes(length);
                if (type == GOAWAY) {
                    return ByteBuffer.wrap(payload).getInt(4);
                }
            }
        } catch (EOFException e) {
            return -1;
        } catch (IOException e) {
            return -2;
        }
    }

    private static byte[] frame(int type, int flags, byte[] payload) {
        return frame(type, flags, 0, payload);
    }

    private static byte[] frame(int type, int flags, int stream, byte[] payload) {
        return ByteBuffer.allocate(9 + payload.length)
                .put(new byte[] {0, (byte) (payload.length >> 8), (byte) payload.length, (byte) type, (byte) flags})
                .putInt(stream)
                .put(payload)
                .array();
    }
}
