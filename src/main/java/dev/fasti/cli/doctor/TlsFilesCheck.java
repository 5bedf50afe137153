package dev.fasti.cli.doctor;

import dev.fasti.http.tls.BadTlsFile;
import dev.fasti.http.tls.TlsFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/**
 * Whether TLS can be made of the files that the configuration names, and clients will take it.
 *
 * @param files certificate and key
 * @param host whom clients ask for; empty if that is not known
 * @param roots the names of the roots that devices know
 * @param now the time
 */
public record TlsFilesCheck(TlsFiles files, String host, Set<X500Principal> roots, Instant now) implements Check {
    private static final String SUBJECT = "tls";

    @Override
    public List<Finding> findings() throws IOException {
        List<Finding> found = new ArrayList<>();
        try {
            found.addAll(new CertificateChain(files.chain(), roots).findings(host, now));
        } catch (BadTlsFile e) {
            return List.of(Finding.fail(
                    SUBJECT,
                    String.valueOf(e.getMessage()),
                    "tls.certificate is the chain (fullchain.pem), tls.key its key (privkey.pem), and both are readable"
                            + " for the server's user"));
        }
        if (Files.getFileStore(files.key()).supportsFileAttributeView("posix")
                && Files.getPosixFilePermissions(files.key()).contains(PosixFilePermission.OTHERS_READ)) {
            found.add(Finding.fail(
                    SUBJECT,
                    "everybody on this machine may read the key " + files.key(),
                    "chmod o-rwx " + ShellWord.of(files.key())));
        }
        return found;
    }
}
