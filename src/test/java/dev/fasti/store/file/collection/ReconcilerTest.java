package dev.fasti.store.file.collection;

import static dev.fasti.store.StoreFixture.calendar;
import static dev.fasti.store.StoreFixture.item;
import static dev.fasti.store.StoreFixture.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.store.MemberContract;
import dev.fasti.store.StoreFixture;
import dev.fasti.store.SyncToken;
import dev.fasti.store.file.DataFolderFixture;
import dev.fasti.store.file.FileStore;
import dev.fasti.store.file.disk.Disk;
import dev.fasti.store.file.folder.Examiner;
import dev.fasti.store.file.folder.Folder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReconcilerTest {
    @TempDir
    Path temp;

    @Test
    @DisplayName("another folder in the place of an open one is not taken for it when files are compared after a start")
    void comparesOnlyItself() throws Exception {
        DataFolderFixture fixture = new DataFolderFixture(temp);
        try (FileStore store = fixture.open()) {
            FileCollection collection = (FileCollection) calendar(store);
            put(collection, "a.ics", "a", "1");
            Folder open = collection.folder();
            SyncToken token = open.snapshot().token();
            Path path = fixture.calendar();
            Files.move(path, path.resolveSibling("elsewhere"));
            Files.createDirectory(path);
            Files.write(path.resolve("x.ics"), item("x", "1"));

            new Reconciler(fixture.setting(Disk.REAL), new Examiner(StoreFixture::facts)).compare(open);

            assertThat(open.isGone()).isTrue();
            assertThat(MemberContract.names(open.snapshot(), token)).isEmpty();
        }
    }
}
