package dev.fasti.store.file;

import dev.fasti.store.file.collection.Folders;
import dev.fasti.store.file.disk.FileStamp;
import dev.fasti.store.file.disk.Places;
import dev.fasti.store.file.folder.Folder;
import dev.fasti.store.file.folder.Setting;
import dev.fasti.store.file.past.Marks;
import dev.fasti.store.file.past.VersionName;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases in the background what is older than the history is kept, and what is too much of it. Opens no collection and
 * holds nobody up: kept versions are only ever added by others.
 */
final class Pruner {
    private static final Logger LOG = LoggerFactory.getLogger(Pruner.class);
    private static final int FIRST_MINUTES = 2;
    private static final int MINUTES = 60;

    /** So many versions go in one round; the rest in the next. */
    private static final int MOST = 20_000;

    private final Setting setting;
    private final Path root;
    private final Folders folders;
    private final Trash trash;
    private final Marks marks;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread daemon = new Thread(work, "fasti-history-pruner");
        daemon.setDaemon(true);
        return daemon;
    });
    private int left;

    Pruner(Setting setting, Path root, Folders folders, Trash trash, Marks marks) {
        this.setting = setting;
        this.root = root;
        this.folders = folders;
        this.trash = trash;
        this.marks = marks;
    }

    void start() {
        var unused = thread.scheduleWithFixedDelay(this::run, FIRST_MINUTES, MINUTES, TimeUnit.MINUTES);
    }

    /** One round. */
    synchronized void run() {
        try {
            Instant limit = setting.clock().instant().minus(setting.retention().keep());
            left = MOST;
            trash.prune(limit);
            marks.prune(limit);
            Deque<Path> waiting = new ArrayDeque<>(List.of(root));
            while (!waiting.isEmpty() && left > 0 && !thread.isShutdown()) {
                Path folder = waiting.removeFirst();
                prune(folder, limit);
                subfolders(folder).forEach(waiting::addLast);
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("The history cannot be pruned: {}", e.toString());
        }
    }

    private static List<Path> subfolders(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> inside = Files.newDirectoryStream(
                folder,
                path -> !path.getFileName().toString().startsWith(".")
                        && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))) {
            inside.forEach(found::add);
        } catch (NoSuchFileException e) {
            // Deleted meanwhile.
        }
        return found;
    }

    private record Version(Path file, VersionName name, long size) {}

    private void prune(Path folder, Instant limit) throws IOException {
        List<Version> versions = new ArrayList<>();
        long total = 0;
        for (Version version : versions(new Places(folder).history())) {
            if (version.name().until().isBefore(limit)) {
                erase(version);
            } else {
                versions.add(version);
                total += version.size();
            }
        }
        versions.sort(Comparator.comparing(version -> version.name().until()));
        for (Version version : versions) {
            if (total <= setting.retention().maxSize()) {
                break;
            }
            total -= version.size();
            erase(version);
        }
        Folder open = folders.openAt(folder);
        if (open != null && open.lock().tryLock()) {
            try {
                open.past().trim();
            } finally {
                open.lock().unlock();
            }
        }
    }

    private static List<Version> versions(Path history) throws IOException {
        List<Version> versions = new ArrayList<>();
        if (Files.isDirectory(history)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(history)) {
                for (Path file : files) {
                    VersionName name =
                            VersionName.parse(file.getFileName().toString()).orElse(null);
                    FileStamp stamp = name == null ? null : FileStamp.of(file).orElse(null);
                    if (name != null && stamp != null) {
                        versions.add(new Version(file, name, stamp.size()));
                    }
                }
            }
        }
        return versions;
    }

    private void erase(Version version) throws IOException {
        if (left > 0) {
            Files.deleteIfExists(version.file());
            left--;
        }
    }

    void close() {
        thread.shutdown();
    }
}
