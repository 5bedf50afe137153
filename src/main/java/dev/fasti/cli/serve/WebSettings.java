package dev.fasti.cli.serve;

import dev.fasti.cli.login.SecretFile;
import dev.fasti.cli.login.SiteLogin;
import dev.fasti.config.CidrBlock;
import dev.fasti.config.Config;
import dev.fasti.config.TlsConfig;
import dev.fasti.config.auth.AuthConfig;
import dev.fasti.config.auth.AuthType;
import dev.fasti.config.auth.ProxyLoginConfig;
import dev.fasti.http.HttpLimits;
import dev.fasti.http.HttpSettings;
import dev.fasti.http.ProxyLogin;
import dev.fasti.http.tls.TlsFiles;
import dev.fasti.http.tls.TlsSettings;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the configuration says to the web server. */
public final class WebSettings {
    private static final Duration LOOK_AT_CERTIFICATES = Duration.ofSeconds(5);

    private WebSettings() {}

    public static HttpSettings of(Config config) {
        List<CidrBlock> trusted = config.server().trustedProxies();
        return new HttpSettings(
                config.server().host(),
                config.server().port(),
                config.server().basePath(),
                peer -> contains(trusted, peer),
                limits(config),
                config.tls().isOn() ? tls(config.tls()) : null,
                config.tls().redirectPort(),
                config.auth().type() == AuthType.PROXY ? proxyLogin(config.auth()) : null,
                config.limits().headerTime());
    }

    /** Asked for every request, more than once. */
    private static boolean contains(List<CidrBlock> blocks, InetAddress address) {
        for (CidrBlock block : blocks) {
            if (block.contains(address)) {
                return true;
            }
        }
        return false;
    }

    private static ProxyLogin proxyLogin(AuthConfig auth) {
        ProxyLoginConfig proxy = auth.proxy();
        return new ProxyLogin(
                proxy.header(),
                proxy.secretHeader(),
                proxy.secretHeader().isEmpty() ? "" : SecretFile.read(proxy.secretFile()),
                SiteLogin.form(auth)::apply);
    }

    private static HttpLimits limits(Config config) {
        HttpLimits standard = HttpLimits.DEFAULT;
        return new HttpLimits(
                config.limits().maxRequestBody(),
                config.limits().maxHeaderSize(),
                config.limits().maxConcurrentRequests(),
                standard.maxQueuedRequests(),
                standard.maxQueueTime(),
                config.limits().maxConnections(),
                config.server().idleTimeout(),
                config.limits().minRate(),
                atLeastOneMilli(config.server().shutdownGrace()));
    }

    private static TlsSettings tls(TlsConfig tls) {
        TlsSettings.Clients clients = switch (tls.clientCertificates()) {
            case NONE -> TlsSettings.Clients.ANY;
            case WANT -> TlsSettings.Clients.WANT;
            case NEED -> TlsSettings.Clients.NEED;
        };
        TlsSettings.Identity identity = switch (tls.login()) {
            case NONE -> TlsSettings.Identity.NOBODY;
            case COMMON_NAME -> TlsSettings.Identity.COMMON_NAME;
            case EMAIL -> TlsSettings.Identity.EMAIL;
        };
        TlsFiles files = new TlsFiles(
                tls.certificate(), tls.key(), unlessEmpty(tls.keyPasswordFile()), unlessEmpty(tls.clientCa()));
        return new TlsSettings(files, clients, identity, tls.hsts(), LOOK_AT_CERTIFICATES);
    }

    private static @Nullable Path unlessEmpty(Path path) {
        return path.toString().isEmpty() ? null : path;
    }

    /** A grace of nothing is written as 0, which to the listener would be none at all. */
    private static Duration atLeastOneMilli(Duration grace) {
        return grace.isZero() ? Duration.ofMillis(1) : grace;
    }
}
