package dev.fasti.auth.ldap;

import com.unboundid.ldap.sdk.BindRequest;
import com.unboundid.ldap.sdk.FailoverServerSet;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.PostConnectProcessor;
import com.unboundid.ldap.sdk.ServerSet;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.SingleServerSet;
import com.unboundid.ldap.sdk.StartTLSPostConnectProcessor;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Makes the connections to a directory's servers. None is made before the first is needed. */
final class LdapPool {
    private static final int LDAP = 389;
    private static final int LDAPS = 636;
    private static final long LONGEST_LIFE = 600_000;

    private LdapPool() {}

    /** @throws IOException if the roots of certificates cannot be read */
    static LDAPConnectionPool of(LdapSettings settings) throws IOException {
        try {
            SSLContext tls = tls(settings.ca());
            List<ServerSet> servers = new ArrayList<>();
            for (URI uri : settings.servers()) {
                servers.add(server(uri, tls, options(settings)));
            }
            LdapSettings.Service service = settings.service();
            BindRequest bind =
                    service == null ? new SimpleBindRequest() : new SimpleBindRequest(service.dn(), service.password());
            PostConnectProcessor secure = settings.security() == LdapSettings.Security.START_TLS
                    ? new StartTLSPostConnectProcessor(tls.getSocketFactory())
                    : null;
            LDAPConnectionPool pool =
                    new LDAPConnectionPool(new FailoverServerSet(servers), bind, 0, settings.connections(), secure);
            pool.setMaxConnectionAgeMillis(LONGEST_LIFE);
            pool.setRetryFailedOperationsDueToInvalidConnections(true);
            return pool;
        } catch (GeneralSecurityException | LDAPException e) {
            throw new IOException(e);
        }
    }

    private static ServerSet server(URI uri, SSLContext tls, LDAPConnectionOptions options) {
        boolean isSecure = "ldaps".equals(uri.getScheme());
        int standard = isSecure ? LDAPS : LDAP;
        SocketFactory sockets = isSecure ? tls.getSocketFactory() : SocketFactory.getDefault();
        return new SingleServerSet(uri.getHost(), uri.getPort() < 0 ? standard : uri.getPort(), sockets, options);
    }

    /** Where a server sends us elsewhere, with the password, we do not go. */
    private static LDAPConnectionOptions options(LdapSettings settings) {
        LDAPConnectionOptions options = new LDAPConnectionOptions();
        options.setFollowReferrals(false);
        options.setConnectTimeoutMillis(Math.toIntExact(settings.timeout().toMillis()));
        options.setResponseTimeoutMillis(settings.timeout().toMillis());
        options.setAbandonOnTimeout(true);
        options.setUseSynchronousMode(true);
        options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(false));
        return options;
    }

    private static SSLContext tls(@Nullable Path ca) throws IOException, GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(ca == null ? null : roots(ca));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore roots(Path ca) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream in = Files.newInputStream(ca)) {
            for (Certificate root : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("root" + store.size(), root);
            }
        }
        if (store.size() == 0) {
            throw new IOException(ca + ": no certificate in it");
        }
        return store;
    }
}
