package dev.fasti.cli;

import dev.fasti.auth.htpasswd.PlainText;
import dev.fasti.cli.doctor.CertificateChain;
import dev.fasti.cli.doctor.Check;
import dev.fasti.cli.doctor.ClockCheck;
import dev.fasti.cli.doctor.DiskCheck;
import dev.fasti.cli.doctor.ExposureCheck;
import dev.fasti.cli.doctor.FileSystemCheck;
import dev.fasti.cli.doctor.Finding;
import dev.fasti.cli.doctor.FolderCheck;
import dev.fasti.cli.doctor.LocaleCheck;
import dev.fasti.cli.doctor.MemoryCheck;
import dev.fasti.cli.doctor.ServerCheck;
import dev.fasti.cli.doctor.TlsFilesCheck;
import dev.fasti.cli.doctor.UsersCheck;
import dev.fasti.cli.doctor.outside.BodyCheck;
import dev.fasti.cli.doctor.outside.LoginCheck;
import dev.fasti.cli.doctor.outside.MethodsCheck;
import dev.fasti.cli.doctor.outside.ReachCheck;
import dev.fasti.cli.doctor.outside.RedirectCheck;
import dev.fasti.cli.doctor.outside.ShownCertificateCheck;
import dev.fasti.cli.doctor.outside.Visitor;
import dev.fasti.cli.doctor.outside.WellKnownCheck;
import dev.fasti.config.AuthType;
import dev.fasti.config.Config;
import dev.fasti.http.tls.TlsSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/** Puts the checks of {@code fasti doctor} together, and runs them. */
final class Examination {
    private final Config config;
    private final Clock clock;
    private final List<Finding> found = new ArrayList<>();

    Examination(Config config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /** Everything seen until now, in the order of looking. */
    List<Finding> found() {
        return List.copyOf(found);
    }

    /**
     * Looks at this machine.
     *
     * @param host whom clients ask for; empty if that is not known
     */
    void machine(String host) throws IOException {
        Path data = config.storage().data().toAbsolutePath().normalize();
        look("config", new ExposureCheck(config));
        look("folder", new FolderCheck(data, System.getProperty("user.name", "")));
        if (Files.isDirectory(data)) {
            Path own = Files.isDirectory(data.resolve("fasti")) ? data.resolve("fasti") : data;
            look("disk", () -> DiskCheck.of(data, config.admin().minFreeSpace()).findings());
            look("file system", () -> FileSystemCheck.of(own).findings());
            look("clock", new ClockCheck(own, clock, Version.built()));
            look("server", new ServerCheck(data, Version.number()));
        }
        look("locale", LocaleCheck.current());
        look("memory", MemoryCheck.current(config.limits().maxResourceSize()));
        if (config.auth().type() == AuthType.HTPASSWD) {
            PlainText plainText = UserCommand.plainText(config.auth());
            look("users", new UsersCheck(config.auth().htpasswdFile(), plainText));
        }
        TlsSettings tls = WebSettings.of(config).tls();
        if (tls != null) {
            Set<X500Principal> roots = CertificateChain.publicRoots();
            look("tls", new TlsFilesCheck(tls.files(), host, roots, clock.instant()));
        }
    }

    /** Looks at the server from outside; what asks it is left out where it cannot be reached. */
    void outside(Visitor visitor, URI url) {
        int before = found.size();
        look("url", new ReachCheck(visitor, clock));
        boolean reached = found.stream().skip(before).noneMatch(each -> each.level() == Finding.Level.FAIL);
        look("tls", new ShownCertificateCheck(url, CertificateChain.publicRoots(), clock.instant()));
        if (!reached) {
            return;
        }
        look("well-known", new WellKnownCheck(visitor));
        look("proxy", new MethodsCheck(visitor));
        look("proxy", new BodyCheck(visitor.url(), config.limits().maxResourceSize()));
        if ("https".equalsIgnoreCase(url.getScheme()) && url.getPort() < 0) {
            look(
                    "redirect",
                    new RedirectCheck(visitor, URI.create("http://" + url.getRawAuthority() + url.getRawPath())));
        }
        look("login", new LoginCheck(visitor));
    }

    /** Runs one check; that it cannot look is a finding, too. */
    void look(String subject, Check check) {
        try {
            found.addAll(check.findings());
        } catch (IOException e) {
            String reason = String.valueOf(e.getMessage()).replaceAll("\\p{Cntrl}", "?");
            found.add(Finding.fail(
                    subject,
                    "this cannot be looked at: " + e.getClass().getSimpleName() + " " + reason,
                    "run it as the server's user: sudo -u USER fasti doctor"));
        }
    }
}
