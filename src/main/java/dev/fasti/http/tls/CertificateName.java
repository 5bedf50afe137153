package dev.fasti.http.tls;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;

/** The login that a client's certificate names. The handshake has checked the certificate. */
public final class CertificateName {
    /** A mail address among the alternative names (RFC 5280 section 4.2.1.6). */
    private static final int RFC822 = 1;

    private final TlsSettings.Identity identity;

    public CertificateName(TlsSettings.Identity identity) {
        this.identity = identity;
    }

    /** The login of who sent a request; empty without TLS, without a certificate, and where it names nobody. */
    public Optional<String> of(Request request) {
        if (identity == TlsSettings.Identity.NOBODY
                || !(request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE)
                        instanceof EndPoint.SslSessionData session)) {
            return Optional.empty();
        }
        X509Certificate[] chain = session.peerCertificates();
        return chain == null || chain.length == 0 ? Optional.empty() : of(chain[0]);
    }

    Optional<String> of(X509Certificate certificate) {
        return identity == TlsSettings.Identity.EMAIL ? email(certificate) : commonName(certificate);
    }

    private static Optional<String> email(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? Optional.empty()
                    : names.stream()
                            .filter(name -> name.get(0).equals(RFC822))
                            .map(name -> String.valueOf(name.get(1)))
                            .findFirst();
        } catch (CertificateParsingException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> commonName(X509Certificate certificate) {
        try {
            LdapName subject =
                    new LdapName(certificate.getSubjectX500Principal().getName());
            List<Rdn> names = subject.getRdns().stream()
                    .filter(part -> part.getType().equalsIgnoreCase("CN"))
                    .toList();
            return names.size() == 1 && names.get(0).getValue() instanceof String name
                    ? Optional.of(name)
                    : Optional.empty();
        } catch (InvalidNameException e) {
            return Optional.empty();
        }
    }
}
