package dev.fasti.store.file.crash;

import static dev.fasti.store.StoreFixture.CALENDAR;
import static dev.fasti.store.StoreFixture.calendar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fasti.store.Collection;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.file.DataFolderFixture;
import dev.fasti.store.file.FileStore;
import dev.fasti.store.file.disk.SteppedDisk;
import dev.fasti.store.file.lock.FileLocks;
import dev.fasti.store.lock.WriteLock;
import dev.fasti.store.path.Principal;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyPatch;
import dev.fasti.store.property.PropertyValue;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A disk that is full at any step of a change of rights or of locks")
class FullDiskTest {
    @TempDir
    Path temp;

    /** Is full from the step on whose turn it is; a file that finds no room is half there. */
    private static final class FullDisk extends SteppedDisk {
        @Override
        protected void turn() throws IOException {
            left = 0;
            throw new FileSystemException("x", null, "No space left on device");
        }

        @Override
        public void create(Path file, byte[] octets) throws IOException {
            if (left == 0) {
                Files.write(file, Arrays.copyOf(octets, octets.length / 2));
            }
            super.create(file, octets);
        }
    }

    private static PropertyPatch rights(String rights) {
        return new PropertyPatch(Map.of(PropertyName.ACL, Optional.of(new PropertyValue.Text(rights))));
    }

    @Test
    @DisplayName(
            "leaves the access control list that was, is told as full (507), and goes on when there is room (RFC 4918 11.5)")
    void rights() throws IOException {
        FullDisk disk = new FullDisk();
        try (FileStore store = new DataFolderFixture(temp).open(disk)) {
            Collection calendar = calendar(store);
            calendar.patch(rights("read user bob"));
            Path props = temp.resolve("collection-root/alice/calendar/.Radicale.props");
            byte[] before = Files.readAllBytes(props);
            // A new file, a link for the history, the rename.
            for (int step = 0; step < 3; step++) {
                disk.left = step;
                assertThatThrownBy(() -> calendar.patch(rights("write user bob")))
                        .as("step %s", step)
                        .isInstanceOf(StoreException.Full.class);
                disk.left = Integer.MAX_VALUE;
                assertThat(Files.readAllBytes(props)).isEqualTo(before);
                assertThat(calendar.snapshot().properties())
                        .containsEntry(PropertyName.ACL, new PropertyValue.Text("read user bob"));
                assertThat(DataFolderFixture.names(props.resolveSibling(".fasti/tmp")))
                        .isEmpty();
            }
            calendar.patch(rights("write user bob"));
        }
        try (FileStore store = new DataFolderFixture(temp).open()) {
            assertThat(store.find(CALENDAR).orElseThrow().snapshot().properties())
                    .containsEntry(PropertyName.ACL, new PropertyValue.Text("write user bob"));
        }
    }

    private static WriteLock lock(String token) {
        return new WriteLock(
                token,
                CALENDAR,
                WriteLock.Scope.EXCLUSIVE,
                WriteLock.Reach.ZERO,
                new Principal("alice"),
                null,
                Duration.ofDays(1),
                Instant.EPOCH);
    }

    @Test
    @DisplayName("leaves the locks that were, is told as full (507), and goes on when there is room (RFC 4918 11.5)")
    void locks() throws IOException {
        Path file = Files.createDirectories(temp.resolve("fasti")).resolve("locks");
        FullDisk disk = new FullDisk();
        FileLocks locks = new FileLocks(file, disk);
        locks.save(List.of(lock("urn:x:old")));
        for (int step = 0; step < 2; step++) {
            disk.left = step;
            assertThatThrownBy(() -> locks.save(List.of(lock("urn:x:new"))))
                    .as("step %s", step)
                    .isInstanceOf(StoreException.Full.class);
            assertThat(FileLocks.in(temp).load()).containsExactly(lock("urn:x:old"));
        }
        disk.left = Integer.MAX_VALUE;
        locks.save(List.of(lock("urn:x:new")));
        assertThat(FileLocks.in(temp).load()).containsExactly(lock("urn:x:new"));
    }
}
