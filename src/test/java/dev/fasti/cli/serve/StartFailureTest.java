package dev.fasti.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.config.Config;
import dev.fasti.config.read.ConfigReader;
import dev.fasti.machine.CannotListen;
import dev.fasti.store.condition.StoreException;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A server that does not start says what to do")
class StartFailureTest {
    private final Config config = ConfigReader.read(
            Map.of(
                    "FASTI_STORAGE_DATA", "/srv/cal",
                    "FASTI_SERVER_PORT", "443",
                    "FASTI_ADMIN_PORT", "5233",
                    "FASTI_TLS_CERTIFICATE", "c.pem",
                    "FASTI_TLS_KEY", "k.pem",
                    "FASTI_TLS_REDIRECT_PORT", "80"),
            Map.of());

    private StartFailure folder(IOException cause) {
        return StartFailure.of(new StoreException.Unavailable("the file system failed at /srv/cal", cause), config);
    }

    private StartFailure listening(int port, String reason) {
        return StartFailure.of(CannotListen.at("127.0.0.1", port, new BindException(reason)), config);
    }

    @Test
    @DisplayName("with 78 about a folder that is somebody else's, and names what in it")
    void foreignFolder() {
        StartFailure failure = folder(new AccessDeniedException("/srv/cal/fasti/attic"));
        assertThat(failure.line())
                .isEqualTo(
                        "the data folder /srv/cal cannot be used: /srv/cal/fasti/attic: permission denied; give it, and"
                                + " all that is in it, to the user " + System.getProperty("user.name")
                                + ", or name another one (storage.data, --data)");
        assertThat(failure.exitCode()).isEqualTo(78);
        assertThat(StartFailure.user("?")).isEqualTo("the user that Fasti runs as");
    }

    @Test
    @DisplayName("with 78 about a folder that is mounted read-only")
    void readOnly() {
        StartFailure failure = folder(new FileSystemException("/srv/cal", null, "Read-only file system"));
        assertThat(failure.line())
                .isEqualTo("the data folder /srv/cal cannot be used: Read-only file system; mount it so that it can be"
                        + " written");
        assertThat(failure.exitCode()).isEqualTo(78);
    }

    @Test
    @DisplayName("with 1 about a disk that is full or fails, which may pass")
    void disk() {
        StartFailure full = StartFailure.of(
                new StoreException.Full("no space is left for /srv/cal", new IOException("No space left")), config);
        assertThat(full).isEqualTo(new StartFailure("no space is left for /srv/cal; make room", 1));
        assertThat(folder(new IOException("Input/output error")))
                .isEqualTo(new StartFailure("the data folder /srv/cal cannot be used: Input/output error", 1));
    }

    @Test
    @DisplayName("about each port by its key, with 78 where the user may never listen")
    void ports() {
        assertThat(listening(443, "Address already in use"))
                .isEqualTo(new StartFailure(
                        "port 443 of 127.0.0.1 is taken by another program; end it (ss -ltnp names it), or set"
                                + " server.port to another",
                        1));
        assertThat(listening(5233, "Address already in use").line()).endsWith("or set admin.port to another");
        StartFailure forbidden = listening(80, "Permission denied");
        assertThat(forbidden.line()).contains("set tls.redirect_port to one from 1024 on");
        assertThat(forbidden.exitCode()).isEqualTo(78);
        assertThat(listening(443, "Cannot assign requested address").line())
                .isEqualTo(
                        "this machine has no address 127.0.0.1; set server.host to one that it has, 0.0.0.0 for all");
    }
}
