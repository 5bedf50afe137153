package dev.fasti.cli.doctor.command;

import dev.fasti.cli.doctor.ArchiveCheck;
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
import dev.fasti.cli.doctor.Patience;
import dev.fasti.cli.doctor.ServerCheck;
import dev.fasti.cli.doctor.TlsFilesCheck;
import dev.fasti.cli.doctor.Unanswered;
import dev.fasti.cli.doctor.UsersCheck;
import dev.fasti.cli.doctor.outside.BodyCheck;
import dev.fasti.cli.doctor.outside.LoginCheck;
import dev.fasti.cli.doctor.outside.MethodsCheck;
import dev.fasti.cli.doctor.outside.ReachCheck;
import dev.fasti.cli.doctor.outside.RedirectCheck;
import dev.fasti.cli.doctor.outside.ShownCertificateCheck;
import dev.fasti.cli.doctor.outside.Visitor;
import dev.fasti.cli.doctor.outside.WellKnownCheck;
import dev.fasti.cli.frame.Version;
import dev.fasti.cli.login.AccountFiles;
import dev.fasti.cli.serve.WebSettings;
import dev.fasti.config.Config;
import dev.fasti.config.auth.AuthType;
import dev.fasti.http.tls.TlsSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts the checks of {@code fasti doctor} together, and runs them. */
final class Examination {
    private final Config config;
    private final Clock clock;
    private final Patience patience;
    private final List<Finding> found = new ArrayList<>();

    /** @param patience with files */
    Examination(Config config, Clock clock, Patience patience) {
        this.config = config;
        this.clock = clock;
        this.patience = patience;
    }

    /** Everything seen until now, in the order of looking. */
    List<Finding> found() {
        return List.copyOf(found);
    }

    /**
     * Looks at this machine. Where files do not answer, nothing more is asked of that folder.
     *
     * @param host whom clients ask for; empty if that is not known
     */
    void machine(String host) {
        Path data = config.storage().data().toAbsolutePath().normalize();
        look("config", new ExposureCheck(config));
        boolean answers = folder(data);
        look("locale", LocaleCheck.current());
        look("start", ArchiveCheck.current());
        look("memory", MemoryCheck.current(config.limits().maxResourceSize()));
        Path users = config.auth().htpasswdFile().toAbsolutePath();
        if (config.auth().type() == AuthType.HTPASSWD && (answers || !users.startsWith(data))) {
            ask("users", users, new UsersCheck(users, AccountFiles.plainText(config.auth())));
        }
        if (config.tls().isOn()) {
            ask("tls", config.tls().certificate(), () -> tls(host));
        }
    }

    private List<Finding> tls(String host) throws IOException {
        TlsSettings tls = WebSettings.of(config).tls();
        return tls == null
                ? List.of()
                : new TlsFilesCheck(tls.files(), host, CertificateChain.publicRoots(), clock.instant()).findings();
    }

    /** Looks at all that the data folder is; false if it does not answer. */
    private boolean folder(Path data) {
        Map<String, Check> looks = new LinkedHashMap<>();
        looks.put(
                "disk", () -> DiskCheck.of(data, config.admin().minFreeSpace()).findings());
        looks.put("file system", () -> FileSystemCheck.of(own(data)).findings());
        looks.put("clock", () -> new ClockCheck(own(data), clock, Version.built()).findings());
        looks.put("server", () -> new ServerCheck(data, Version.number()).findings());
        return ask("folder", data, new FolderCheck(data, System.getProperty("user.name", "")))
                && looks.entrySet().stream()
                        .allMatch(look -> ask(
                                look.getKey(),
                                data,
                                () -> Files.isDirectory(data) ? look.getValue().findings() : List.of()));
    }

    private static Path own(Path data) {
        Path own = data.resolve("fasti");
        return Files.isDirectory(own) ? own : data;
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
            found.add(unseen(subject, e));
        }
    }

    /** Runs one check of files; that they do not answer is a finding, too. Tells whether they do. */
    private boolean ask(String subject, Path place, Check check) {
        try {
            found.addAll(patience.look(check::findings));
        } catch (Unanswered e) {
            found.add(Finding.fail(
                    subject,
                    place + ": " + e.getMessage(),
                    "mend or unmount what is mounted there (see /proc/mounts): a network's file system waits for its"
                            + " server for good"));
            return false;
        } catch (IOException e) {
            found.add(unseen(subject, e));
        }
        return true;
    }

    private static Finding unseen(String subject, IOException e) {
        String reason = String.valueOf(e.getMessage()).replaceAll("\\p{Cntrl}", "?");
        return Finding.fail(
                subject,
                "this cannot be looked at: " + e.getClass().getSimpleName() + " " + reason,
                "run it as the server's user: sudo -u USER fasti doctor");
    }
}
