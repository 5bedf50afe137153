package dev.fasti.store.file.collection;

import dev.fasti.store.CollectionStore;
import dev.fasti.store.CollectionStoreContract;
import dev.fasti.store.StoreFixture;
import dev.fasti.store.file.FileStore;
import dev.fasti.store.file.past.Retention;
import dev.fasti.store.quota.Quotas;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The whole contract while no more than one collection is ever in memory for its own sake. */
class RestingStoreTest implements CollectionStoreContract {
    @TempDir
    Path data;

    private CollectionStore store;

    @BeforeEach
    void open() {
        store = FileStore.open(
                data,
                StoreFixture::facts,
                Clock.systemUTC(),
                Duration.ofSeconds(30),
                Retention.USUAL,
                Quotas.NONE,
                new OpenBounds(1, 1));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    public CollectionStore store() {
        return store;
    }
}
