package dev.fasti.cli.doctor.outside;

import dev.fasti.cli.doctor.CertificateChain;
import dev.fasti.cli.doctor.Check;
import dev.fasti.cli.doctor.Finding;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.security.auth.x500.X500Principal;

/**
 * Whether clients take the certificate that is shown at the URL.
 *
 * @param url with {@code https}, else there is none
 * @param roots the names of the roots that devices know
 * @param now the time
 */
public record ShownCertificateCheck(URI url, Set<X500Principal> roots, Instant now) implements Check {
    private static final String SUBJECT = "tls";
    private static final int PATIENCE = 10_000;

    @Override
    public List<Finding> findings() throws IOException {
        if (!"https".equalsIgnoreCase(url.getScheme())) {
            return List.of();
        }
        int port = url.getPort() < 0 ? 443 : url.getPort();
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(url.getHost(), port), PATIENCE);
            plain.setSoTimeout(PATIENCE);
            try (SSLSocket socket = (SSLSocket)
                    Visitor.trustingAnything().getSocketFactory().createSocket(plain, url.getHost(), port, true)) {
                socket.startHandshake();
                List<X509Certificate> shown = Arrays.stream(socket.getSession().getPeerCertificates())
                        .map(X509Certificate.class::cast)
                        .toList();
                return new CertificateChain(shown, roots).findings(url.getHost(), now);
            }
        } catch (SSLException | SocketTimeoutException e) {
            return List.of(Finding.fail(
                    SUBJECT,
                    "no TLS at " + url.getHost() + ":" + port + ": " + e.getMessage(),
                    "set tls.certificate and tls.key, or let the proxy speak TLS 1.2 or 1.3 there"));
        }
    }
}
