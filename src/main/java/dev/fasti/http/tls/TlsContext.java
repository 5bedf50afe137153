package dev.fasti.http.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http2.HTTP2Cipher;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TLS of a server, which follows its files: changed ones count for the next handshake, and connections go on with
 * what they began with. Files that do not fit together are named in the log, and change nothing.
 */
public final class TlsContext {
    private static final Logger log = LoggerFactory.getLogger(TlsContext.class);

    private final TlsSettings settings;
    private final SslContextFactory.Server jetty = new SslContextFactory.Server();
    private List<Stamp> seen;

    /** @throws BadTlsFile if a file cannot be used */
    public TlsContext(TlsSettings settings) throws BadTlsFile {
        this.settings = settings;
        seen = stamps();
        KeyMaterial material = KeyMaterial.read(settings.files());
        apply(jetty, material);
        jetty.setKeyStorePassword(KeyMaterial.PASSWORD);
        jetty.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        // What is left has forward secrecy and authenticated encryption (RFC 9325 section 4.2, RFC 9113 appendix A).
        jetty.addExcludeCipherSuites("^TLS_RSA_.*$", "^TLS_DHE_.*$", "^.*_CBC_.*$");
        jetty.setCipherComparator(HTTP2Cipher.COMPARATOR);
        jetty.setUseCipherSuitesOrder(true);
        jetty.setRenegotiationAllowed(false);
        jetty.setSniRequired(false);
        jetty.setEndpointIdentificationAlgorithm(null);
        jetty.setWantClientAuth(settings.clients() == TlsSettings.Clients.WANT);
        jetty.setNeedClientAuth(settings.clients() == TlsSettings.Clients.NEED);
        tell("serves", material);
    }

    /** What makes the server's engines; it has to be started and stopped with the server. */
    public SslContextFactory.Server jetty() {
        return jetty;
    }

    /** Looks at the files from now on, as often as the settings say, for as long as the scheduler runs. */
    public void follow(Scheduler scheduler) {
        long pause = settings.checkEvery().toMillis();
        scheduler.schedule(
                () -> {
                    check();
                    if (scheduler.isRunning()) {
                        follow(scheduler);
                    }
                },
                pause,
                TimeUnit.MILLISECONDS);
    }

    /** Takes the files if they have changed. */
    synchronized void check() {
        List<Stamp> now = stamps();
        if (now.equals(seen)) {
            return;
        }
        seen = now;
        try {
            KeyMaterial material = KeyMaterial.read(settings.files());
            jetty.reload(factory -> apply(factory, material));
            tell("serves from now on", material);
        } catch (BadTlsFile e) {
            log.error("TLS goes on with the old certificate, for the new files cannot be used: {}", e.getMessage());
        } catch (Exception e) {
            log.error("TLS goes on with the old certificate", e);
        }
    }

    private static void apply(SslContextFactory factory, KeyMaterial material) {
        factory.setKeyStore(material.keys());
        if (material.roots() != null) {
            factory.setTrustStore(material.roots());
        }
    }

    private static void tell(String what, KeyMaterial material) {
        log.info(
                "TLS {} a certificate of {}, good until {}",
                what,
                material.certificate().getSubjectX500Principal().getName(),
                material.certificate().getNotAfter().toInstant());
    }

    private List<Stamp> stamps() {
        List<Stamp> stamps = new ArrayList<>();
        for (Path file : settings.files().all()) {
            stamps.add(Stamp.of(file));
        }
        return stamps;
    }

    /** By what a change of a file is told; links are followed, for renewals often swap those. */
    private record Stamp(long modified, long size, String key) {
        static Stamp of(Path file) {
            try {
                BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
                return new Stamp(
                        found.lastModifiedTime().to(TimeUnit.MICROSECONDS),
                        found.size(),
                        String.valueOf(found.fileKey()));
            } catch (IOException e) {
                return new Stamp(0, -1, "");
            }
        }
    }
}
