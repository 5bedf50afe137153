package dev.fasti.cli.transfer.remote;

import dev.fasti.dav.DavException;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.dav.xml.XmlLimits;
import dev.fasti.dav.xml.XmlReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Asks another server. Answers are bounded; a redirection is followed only where the password may go, too.
 */
final class DavClient {
    private static final int LARGEST = 64 << 20;
    private static final int MOST_REDIRECTIONS = 5;
    private static final int ATTEMPTS = 4;
    private static final Duration CONNECTING = Duration.ofSeconds(20);
    private static final Duration ANSWERING = Duration.ofMinutes(2);
    private static final XmlReader XML = new XmlReader(new XmlLimits(64, 64, 1_000_000, 32 << 20));

    private final Login login;
    private final Duration patience;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(Redirect.NEVER)
            .connectTimeout(CONNECTING)
            .build();

    DavClient(Login login) {
        this(login, ANSWERING);
    }

    /** @param patience how long nothing may come of an answer that has begun */
    DavClient(Login login, Duration patience) {
        this.login = login;
        this.patience = patience;
    }

    /**
     * An answer.
     *
     * @param uri what it is of, after redirections
     */
    record Answer(URI uri, byte[] body) {}

    /**
     * Asks for a multistatus.
     *
     * @throws RemoteFailure if the answer is another one
     */
    Multistatus ask(String method, URI uri, String depth, String body) throws IOException {
        Answer answer = send(
                uri,
                207,
                builder -> builder.header("Depth", depth)
                        .header("Content-Type", "application/xml; charset=utf-8")
                        .method(method, BodyPublishers.ofString(body, StandardCharsets.UTF_8)));
        try {
            XmlElement root = XML.read(answer.body());
            return new Multistatus(answer.uri(), root);
        } catch (DavException e) {
            throw new RemoteFailure(207, uri + " answers with XML that makes no sense: " + e.getMessage());
        }
    }

    /** Fetches a resource; empty if there is none. */
    Optional<byte[]> get(URI uri) throws IOException {
        try {
            return Optional.of(send(uri, 200, HttpRequest.Builder::GET).body());
        } catch (RemoteFailure e) {
            if (e.status() == 404 || e.status() == 410) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** What makes a request of a URL. */
    @FunctionalInterface
    private interface Filling {
        HttpRequest.Builder fill(HttpRequest.Builder builder);
    }

    private Answer send(URI first, int wanted, Filling filling) throws IOException {
        URI uri = first;
        for (int hops = 0; hops <= MOST_REDIRECTIONS; hops++) {
            requireCovered(uri);
            HttpRequest request = filling.fill(HttpRequest.newBuilder(uri)
                            .timeout(ANSWERING)
                            .header("User-Agent", "Fasti-Import")
                            .header("Authorization", login.authorization()))
                    .build();
            HttpResponse<InputStream> response = exchange(request);
            try (InputStream in = response.body()) {
                int status = response.statusCode();
                Optional<String> location = response.headers().firstValue("Location");
                if (status >= 300 && status < 400 && location.isPresent()) {
                    uri = resolve(uri, location.get());
                    continue;
                }
                if (status != wanted) {
                    throw new RemoteFailure(status, refusal(uri, status));
                }
                return new Answer(uri, bounded(uri, in));
            }
        }
        throw new RemoteFailure(0, first + " redirects too often");
    }

    /** Again where a connection breaks: servers close idle ones at any time, and no request changes anything. */
    private HttpResponse<InputStream> exchange(HttpRequest request) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return http.send(request, BodyHandlers.ofInputStream());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted");
            } catch (ConnectException | HttpTimeoutException e) {
                throw unreachable(request, e);
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw unreachable(request, e);
                }
            }
        }
    }

    private static RemoteFailure unreachable(HttpRequest request, IOException e) {
        String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new RemoteFailure(0, request.uri().getHost() + " cannot be reached: " + reason);
    }

    private byte[] bounded(URI uri, InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] part = new byte[1 << 16];
        for (int length = next(uri, in, part); length >= 0; length = next(uri, in, part)) {
            body.write(part, 0, length);
            if (body.size() > LARGEST) {
                throw new RemoteFailure(0, uri + " answers with more than " + LARGEST + " octets");
            }
        }
        return body.toByteArray();
    }

    /** The next octets. The client's own time limit ends with the header, so the stream is closed if none come. */
    private int next(URI uri, InputStream in, byte[] part) throws IOException {
        CompletableFuture<Boolean> alarm =
                new CompletableFuture<Boolean>().completeOnTimeout(true, patience.toMillis(), TimeUnit.MILLISECONDS);
        alarm.thenAccept(stalled -> {
            if (stalled) {
                close(in);
            }
        });
        int length = -1;
        IOException failure = null;
        try {
            length = in.read(part);
        } catch (IOException e) {
            failure = e;
        }
        if (!alarm.complete(false)) {
            throw new RemoteFailure(
                    0, uri + " began to answer, and then sent nothing for " + patience.toSeconds() + " s");
        }
        if (failure != null) {
            throw failure;
        }
        return length;
    }

    private static void close(InputStream in) {
        try {
            in.close();
        } catch (IOException e) {
            // nothing more comes of it in either case
        }
    }

    private String refusal(URI uri, int status) {
        return switch (status) {
            case 401 -> uri.getHost() + " does not let " + login.user() + " in: user name or password is wrong";
            case 403 ->
                uri + " is not for " + login.user()
                        + " (403): if another URL of the account is, such as that of its home, name that one";
            default -> uri + " answers " + status;
        };
    }

    /** A URL that the other server named. */
    static URI resolve(URI base, String href) throws RemoteFailure {
        try {
            return base.resolve(href.strip().replace(" ", "%20"));
        } catch (IllegalArgumentException e) {
            throw new RemoteFailure(0, base + " names a URL that is none");
        }
    }

    private void requireCovered(URI uri) throws RemoteFailure {
        if (!login.covers(uri)) {
            throw new RemoteFailure(
                    0,
                    login.url().getHost() + " sends us on to " + uri.getScheme() + "://" + uri.getRawAuthority()
                            + ", and the password goes to no other host: if that one is right, name it with --url");
        }
    }
}
