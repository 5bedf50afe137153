package dev.fasti.server;

import dev.fasti.cli.RunningServer;
import dev.fasti.config.Config;
import dev.fasti.config.read.ConfigReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The whole server on a free port and a folder of its own, with the users alice, bob and carol, and a client for it. */
public final class TestServer implements AutoCloseable {
    /** Plain passwords, so that tests do not pay for bcrypt. */
    private static final List<String> USERS =
            List.of("alice:secret-a", "bob:secret-b", "carol:secret-c", "zoë@example.org:päß:wört");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Path data;
    private final RunningServer server;

    private TestServer(Path data, RunningServer server) {
        this.data = data;
        this.server = server;
    }

    /** Starts with the defaults. */
    public static TestServer start(Path data) {
        return start(data, Map.of());
    }

    /** @param settings further settings in the form of environment variables */
    public static TestServer start(Path data, Map<String, String> settings) {
        try {
            Files.createDirectories(data.resolve("fasti"));
            Files.write(data.resolve("fasti/users"), USERS, StandardCharsets.UTF_8);
            Map<String, String> environment = new HashMap<>(settings);
            environment.putIfAbsent("FASTI_SERVER_PORT", "0");
            environment.putIfAbsent("FASTI_STORAGE_DATA", data.toString());
            environment.putIfAbsent("FASTI_AUTH_ALLOW_PLAIN_TEXT", "true");
            Config config = ConfigReader.read(environment, Map.of());
            return new TestServer(data, RunningServer.start(config));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public Path data() {
        return data;
    }

    public URI uri() {
        return server.uri();
    }

    /** Requests as alice. */
    public Call alice() {
        return as("alice", "secret-a");
    }

    /** Requests as bob. */
    public Call bob() {
        return as("bob", "secret-b");
    }

    /** Requests as carol. */
    public Call carol() {
        return as("carol", "secret-c");
    }

    public Call as(String user, String password) {
        String pair = user + ":" + password;
        String credentials = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return new Call(Map.of("Authorization", "Basic " + credentials));
    }

    public Call nobody() {
        return new Call(Map.of());
    }

    @Override
    public void close() {
        server.close();
    }

    /** A request under construction; immutable. */
    public final class Call {
        private final Map<String, String> headers;

        private Call(Map<String, String> headers) {
            this.headers = Map.copyOf(headers);
        }

        public Call with(String header, String value) {
            Map<String, String> more = new HashMap<>(headers);
            more.put(header, value);
            return new Call(more);
        }

        public Answer send(String method, String path) {
            return send(method, path, new byte[0]);
        }

        public Answer send(String method, String path, String body) {
            return send(method, path, body.getBytes(StandardCharsets.UTF_8));
        }

        public Answer send(String method, String path, byte[] body) {
            return send(
                    method,
                    path,
                    body.length == 0
                            ? HttpRequest.BodyPublishers.noBody()
                            : HttpRequest.BodyPublishers.ofByteArray(body));
        }

        /** As {@link #send}, with a body whose length is not announced. */
        public Answer sendChunked(String method, String path, byte[] body) {
            return send(method, path, HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
        }

        /** @param path goes out as it is, with whatever dots and escapes it has */
        private Answer send(String method, String path, HttpRequest.BodyPublisher body) {
            URI target = URI.create("http://" + uri().getAuthority() + path);
            HttpRequest.Builder request = HttpRequest.newBuilder(target).method(method, body);
            headers.forEach(request::header);
            try {
                HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
                return new Answer(response);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        /** A PUT of an iCalendar or a vCard, by the name's ending. */
        public Answer put(String path, String body) {
            String type = path.endsWith(".vcf") ? "text/vcard" : "text/calendar";
            return with("Content-Type", type + "; charset=utf-8").send("PUT", path, body);
        }

        /** A PROPFIND of these properties. */
        public Multistatus propfind(String path, int depth, String... properties) {
            return with("Depth", Integer.toString(depth))
                    .send("PROPFIND", path, Xml.propfind(properties))
                    .multistatus();
        }

        /** A sync-collection REPORT that asks for tags. */
        public Answer sync(String path, String token) {
            return send("REPORT", path, Xml.syncCollection(token));
        }
    }
}
