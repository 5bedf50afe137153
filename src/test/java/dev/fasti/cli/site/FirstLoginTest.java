package dev.fasti.cli.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.store.StoreFixture;
import dev.fasti.store.file.FileStore;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.path.Principal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The home of somebody who logs in")
class FirstLoginTest {
    private static final Principal ALICE = new Principal("alice");
    private static final CollectionPath CALENDAR = ALICE.home().child("calendar");

    @TempDir
    Path data;

    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 1000);

    private FileStore open() {
        return FileStore.open(data, StoreFixture::facts, Clock.systemUTC());
    }

    @Test
    @DisplayName("is made again at the next login if it was deleted through the server")
    void deleted() {
        try (FileStore store = open()) {
            FirstLogin login = new FirstLogin(store, nanoTime::get);
            login.accept(ALICE);
            store.delete(ALICE.home());
            login.accept(ALICE);
            assertThat(store.find(CALENDAR)).isPresent();
        }
    }

    @Test
    @DisplayName("is made again within a second if it went behind the server's back")
    void deletedBehindTheBack() throws Exception {
        try (FileStore store = open()) {
            FirstLogin login = new FirstLogin(store, nanoTime::get);
            login.accept(ALICE);
            login.accept(ALICE);
            Files.move(data.resolve("collection-root/alice"), data.resolve("elsewhere"));
            nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
            login.accept(ALICE);
            assertThat(store.find(CALENDAR)).isPresent();
        }
    }
}
