package dev.fasti.store.file;

import dev.fasti.store.file.collection.Folders;
import dev.fasti.store.file.collection.Gate;
import dev.fasti.store.file.folder.Folder;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works in the background: saves the indexes of folders in which much has changed, looks for changed properties. */
final class Saver {
    private static final Logger LOG = LoggerFactory.getLogger(Saver.class);
    private static final int SECONDS = 5;

    private final Folders folders;
    private final Gate gate;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread daemon = new Thread(work, "fasti-index-saver");
        daemon.setDaemon(true);
        return daemon;
    });

    Saver(Folders folders, Gate gate) {
        this.folders = folders;
        this.gate = gate;
    }

    void start() {
        var unused = thread.scheduleWithFixedDelay(this::save, SECONDS, SECONDS, TimeUnit.SECONDS);
    }

    private void save() {
        for (Folder folder : folders.unsaved()) {
            if (folder.wantsSaving()) {
                save(folder);
            }
        }
        try {
            gate.<IOException>ifFree(() -> {
                folders.own().lookIfDue();
                return folders;
            });
        } catch (IOException | RuntimeException e) {
            LOG.warn("The properties of collections cannot be looked through: {}", e.toString());
        }
    }

    private void save(Folder folder) {
        try {
            gate.<IOException>ifFree(() -> {
                if (!folder.isGone()) {
                    folder.save();
                }
                return folder;
            });
        } catch (IOException | RuntimeException e) {
            LOG.warn("The index of {} cannot be saved: {}", folder.path(), e.toString());
        }
    }

    void close() {
        thread.shutdown();
    }
}
