package dev.fasti.store.file.collection;

import dev.fasti.store.file.folder.Folder;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyValue;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What has been told of the properties of a collection at one path; shared by all who have it at hand. */
final class ToldProperties {
    private final CollectionPath path;
    private final Folder folder;
    private final OwnProperties own;
    private final ReentrantLock telling = new ReentrantLock();
    private volatile @Nullable Map<PropertyName, PropertyValue> told;

    ToldProperties(CollectionPath path, Folder folder, OwnProperties own) {
        this.path = path;
        this.folder = folder;
        this.own = own;
        tell();
    }

    /** Tells of other properties than before; one at a time, so that none is told after its successor. */
    void tell() {
        if (folder.snapshot().properties() == told) {
            return;
        }
        telling.lock();
        try {
            Map<PropertyName, PropertyValue> now = folder.snapshot().properties();
            if (now != told) {
                told = now;
                own.told(path, now);
            }
        } finally {
            telling.unlock();
        }
    }
}
