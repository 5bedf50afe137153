package dev.fasti.cli.doctor.outside;

import dev.fasti.cli.transfer.remote.Login;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * A client of the server. Without a login it takes any certificate, which is judged apart; a password it sends only
 * where the certificate is good. It follows no redirection.
 */
public final class Visitor {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int ATTEMPTS = 4;

    private final URI url;
    private final @Nullable Login login;
    private final HttpClient anybody = client().sslContext(trustingAnything()).build();
    private final HttpClient known = client().build();

    /**
     * @param url of the server's root, as clients are given it
     * @param login whose account is looked at; null for nobody's
     */
    public Visitor(URI url, @Nullable Login login) {
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        this.url = path.endsWith("/") ? url : url.resolve(path + "/");
        this.login = login;
    }

    /** The root, with a slash at its end. */
    public URI url() {
        return url;
    }

    Optional<Login> login() {
        return Optional.ofNullable(login);
    }

    /** Asks as nobody, without a body. */
    Reply ask(String method, URI uri) throws IOException {
        HttpRequest.Builder request = request(uri).method(method, BodyPublishers.noBody());
        if (method.equals("PROPFIND")) {
            request.header("Depth", "0");
        }
        return send(anybody, request);
    }

    /** Asks as the user. */
    Reply askAs(Login user, String method, URI uri, Map<String, String> headers, String body) throws IOException {
        HttpRequest.Builder request = request(uri)
                .header("Authorization", user.authorization())
                .header("Content-Type", "application/xml; charset=utf-8")
                .method(method, BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        headers.forEach(request::header);
        return send(known, request);
    }

    private static HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri).timeout(PATIENCE).header("User-Agent", "Fasti-Doctor");
    }

    /** Again where a kept connection breaks: servers close idle ones at any time, and no request changes anything. */
    private static Reply send(HttpClient client, HttpRequest.Builder request) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return sendOnce(client, request.build());
            } catch (ConnectException | HttpTimeoutException | SSLException e) {
                throw e;
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** The client's own time limits end with the header. */
    private static Reply sendOnce(HttpClient client, HttpRequest request) throws IOException {
        try {
            HttpResponse<byte[]> response = client.sendAsync(request, BodyHandlers.ofByteArray())
                    .get(2 * PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return new Reply(response.statusCode(), response.headers(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("the answer does not end");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IOException(String.valueOf(e.getMessage()), e);
        }
    }

    private static HttpClient.Builder client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(PATIENCE);
    }

    /** For requests that carry nothing secret, and for the handshake that shows the certificates. */
    static SSLContext trustingAnything() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Unconcerned()}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Trusts anybody with any name. */
    private static final class Unconcerned extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return List.<X509Certificate>of().toArray(X509Certificate[]::new);
        }
    }
}
