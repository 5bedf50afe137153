package dev.fasti.store.file.cache;

import dev.fasti.store.file.index.Chain;
import dev.fasti.store.file.index.Entry;
import dev.fasti.store.file.index.Latest.Tombstone;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A collection as it was when its index was saved. What it says of a file is true of one of the same size and time; its
 * revisions are true if the change log goes as far as it did then, and no farther.
 *
 * @param created see {@link History#created}
 * @param log how far the log went
 * @param mtime when the folder itself had been changed last, in nanoseconds since 1970
 * @param entries the members, by name, without properties
 * @param tombstones the names that are gone
 * @param chain the hash of each revision
 */
public record SavedIndex(
        long created, ChangeLog.Extent log, long mtime, List<Entry> entries, List<Tombstone> tombstones, Chain chain) {
    /** The members by name. */
    public Map<String, Entry> byName() {
        Map<String, Entry> byName = new HashMap<>(entries.size() * 2);
        entries.forEach(entry -> byName.put(entry.name(), entry));
        return byName;
    }
}
