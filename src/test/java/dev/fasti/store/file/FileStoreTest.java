package dev.fasti.store.file;

import dev.fasti.store.CollectionStore;
import dev.fasti.store.CollectionStoreContract;
import dev.fasti.store.StoreFixture;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class FileStoreTest implements CollectionStoreContract {
    @TempDir
    Path data;

    private CollectionStore store;

    @BeforeEach
    void open() {
        store = FileStore.open(data, StoreFixture::facts, Clock.systemUTC());
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
