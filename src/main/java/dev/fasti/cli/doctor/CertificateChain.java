package dev.fasti.cli.doctor;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import javax.security.auth.x500.X500Principal;

/**
 * What a server shows at a TLS handshake, judged as clients judge it (RFC 5280, RFC 6125).
 *
 * @param certificates the server's own first; at least one
 * @param roots the names of the roots that devices know
 */
public record CertificateChain(List<X509Certificate> certificates, Set<X500Principal> roots) {
    private static final String SUBJECT = "tls";
    private static final Duration SOON = Duration.ofDays(21);
    /** iOS and macOS take no server's certificate that lasts longer. */
    private static final Duration LONGEST = Duration.ofDays(825);

    private static final int LEAST_RSA_BITS = 2048;
    private static final int DNS_NAME = 2;
    private static final int ADDRESS = 7;
    /** Where the issuer's certificate can be fetched (RFC 5280 section 4.2.2.1): every public authority writes that. */
    private static final String AUTHORITY_ACCESS = "1.3.6.1.5.5.7.1.1";

    private static final String RENEW = "renew it, for example with: certbot renew";

    public CertificateChain {
        certificates = List.copyOf(certificates);
        roots = Set.copyOf(roots);
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("no certificate");
        }
    }

    /** The names of the roots that come with Java. */
    public static Set<X500Principal> publicRoots() {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init((KeyStore) null);
            return Arrays.stream(trust.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .flatMap(manager -> Arrays.stream(((X509TrustManager) manager).getAcceptedIssuers()))
                    .map(X509Certificate::getSubjectX500Principal)
                    .collect(Collectors.toSet());
        } catch (GeneralSecurityException e) {
            return Set.of();
        }
    }

    /**
     * What is wrong with it, and one good line if nothing is.
     *
     * @param host whom clients ask for; empty if that is not known
     */
    public List<Finding> findings(String host, Instant now) {
        X509Certificate own = certificates.get(0);
        List<Finding> found = new ArrayList<>();
        time(own, now).ifPresent(found::add);
        if (!host.isEmpty() && !isFor(own, host)) {
            found.add(Finding.fail(
                    SUBJECT,
                    "the certificate is for " + String.join(", ", names(own)) + ", not for " + host,
                    "get one with " + host + " among its names: certbot certonly -d " + host));
        }
        if (own.getPublicKey() instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() < LEAST_RSA_BITS) {
            found.add(Finding.fail(
                    SUBJECT,
                    "its RSA key has " + rsa.getModulus().bitLength() + " bits, which iOS and others refuse",
                    "get one with a key of " + LEAST_RSA_BITS + " bits, or an elliptic one"));
        }
        issuer().ifPresent(found::add);
        if (found.isEmpty()) {
            found.add(Finding.ok(
                    SUBJECT,
                    "the certificate of " + String.join(", ", names(own)) + " is good until "
                            + own.getNotAfter().toInstant()));
        }
        return found;
    }

    private static Optional<Finding> time(X509Certificate own, Instant now) {
        Instant end = own.getNotAfter().toInstant();
        Instant start = own.getNotBefore().toInstant();
        if (!now.isBefore(end)) {
            return Optional.of(Finding.fail(SUBJECT, "the certificate ended at " + end, RENEW));
        }
        if (now.isBefore(start)) {
            return Optional.of(Finding.fail(
                    SUBJECT, "the certificate begins only at " + start, "set the clock, or wait until then"));
        }
        if (Duration.between(now, end).compareTo(SOON) < 0) {
            return Optional.of(Finding.warn(
                    SUBJECT,
                    "the certificate ends in " + Duration.between(now, end).toDays() + " days",
                    RENEW));
        }
        return Duration.between(start, end).compareTo(LONGEST) > 0
                ? Optional.of(Finding.warn(
                        SUBJECT,
                        "the certificate lasts " + Duration.between(start, end).toDays()
                                + " days: iOS and macOS refuse those over " + LONGEST.toDays(),
                        "make one with -days " + LONGEST.toDays() + " or less"))
                : Optional.empty();
    }

    /** Follows the issuers as far as the chain goes, in whatever order. */
    private Optional<Finding> issuer() {
        X509Certificate last = certificates.get(0);
        for (int steps = 0; steps < certificates.size(); steps++) {
            X500Principal wanted = last.getIssuerX500Principal();
            if (wanted.equals(last.getSubjectX500Principal()) || roots.contains(wanted)) {
                break;
            }
            Optional<X509Certificate> next = certificates.stream()
                    .filter(each -> each.getSubjectX500Principal().equals(wanted))
                    .findFirst();
            if (next.isEmpty()) {
                break;
            }
            last = next.get();
        }
        X500Principal issuer = last.getIssuerX500Principal();
        if (roots.contains(issuer)) {
            return Optional.empty();
        }
        return Optional.of(
                last.getExtensionValue(AUTHORITY_ACCESS) != null
                        ? Finding.fail(
                                SUBJECT,
                                "the intermediate certificate \"" + issuer.getName()
                                        + "\" is missing: phones refuse what browsers may still take",
                                "put it below the server's own in tls.certificate (certbot: fullchain.pem, not cert.pem)")
                        : Finding.warn(
                                SUBJECT,
                                "it leads to \"" + issuer.getName() + "\", which no device knows by itself",
                                "install that root on every device, or get a public certificate: certbot certonly"));
    }

    private static boolean isFor(X509Certificate own, String host) {
        String wanted = host.toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", "");
        return names(own).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .anyMatch(name -> name.equals(wanted)
                        || name.startsWith("*.")
                                && wanted.indexOf('.') > 0
                                && wanted.substring(wanted.indexOf('.')).equals(name.substring(1)));
    }

    /** Only alternative names count: the common name does not for any client of today. */
    private static List<String> names(X509Certificate own) {
        try {
            Collection<List<?>> names = own.getSubjectAlternativeNames();
            List<String> hosts = names == null
                    ? List.of()
                    : names.stream()
                            .filter(name -> Set.of(DNS_NAME, ADDRESS).contains((Integer) name.get(0)))
                            .map(name -> Objects.toString(name.get(1)))
                            .toList();
            return hosts.isEmpty() ? List.of("no host") : hosts;
        } catch (CertificateParsingException e) {
            return List.of("no host");
        }
    }
}
