package dev.fasti.auth.htpasswd;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.fasti.auth.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class HtpasswdFileTest {
    private static final String HASH = "$2y$05$3OJuB1DDlJY3MpRQKTZ4A.TcI3/KNRxoN3GyljtFhwHypH1AWlO1q";

    @TempDir
    Path folder;

    private final Logger logger = (Logger) LoggerFactory.getLogger(HtpasswdFile.class);
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T12:00:00Z"));
    private Path path;
    private HtpasswdFile file;

    @BeforeEach
    void listen() {
        events.start();
        logger.addAppender(events);
        path = folder.resolve("users");
        file = new HtpasswdFile(path, PlainText.REFUSED, clock);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(events);
    }

    private List<String> warnings() {
        List<String> lines = events.list.stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(ch.qos.logback.classic.Level.WARN))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
        events.list.clear();
        return lines;
    }

    private void look() {
        clock.advance(Duration.ofSeconds(1));
        file.recent();
        file.current();
    }

    @Test
    @DisplayName("A malformed line is named once for each change of the file, without its content")
    void namedOnce() throws IOException {
        Files.writeString(path, "bob:" + HASH + "\ncarol:hunter2\n");
        look();
        assertThat(warnings())
                .containsExactly(
                        path + ":2: skipped: a password in plain text, which auth.allow_plain_text does not allow");
        look();
        Files.setLastModifiedTime(path, FileTime.from(clock.instant().plusSeconds(60)));
        look();
        assertThat(warnings()).isEmpty();
        Files.writeString(path, "carol:hunter2\n");
        look();
        assertThat(warnings()).singleElement().asString().startsWith(path + ":1: skipped: ");
    }

    @Test
    @DisplayName("Of many malformed lines the first 20 are named and the others counted")
    void many() throws IOException {
        Files.writeString(path, "x\n".repeat(1_000));
        look();
        assertThat(warnings()).hasSize(21).last().isEqualTo(path + ": 980 more lines skipped");
    }

    @Test
    @DisplayName("A file that is missing or cannot be read is named once, and has no users")
    void unreadable() throws IOException {
        look();
        look();
        assertThat(warnings()).containsExactly(path + ": no such file, so nobody can log in");
        Files.createDirectory(path);
        look();
        look();
        assertThat(warnings()).singleElement().asString().startsWith(path + ": cannot be read, so nobody can log in");
        assertThat(file.current().accounts()).isEmpty();
    }

    @Test
    @DisplayName("Between two looks a second apart the file is not read")
    void patience() throws IOException {
        look();
        Files.writeString(path, "bob:" + HASH + "\n");
        assertThat(file.recent().accounts()).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        assertThat(file.recent().accounts()).hasSize(1);
    }
}
