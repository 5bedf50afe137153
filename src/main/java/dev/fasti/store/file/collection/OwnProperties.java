package dev.fasti.store.file.collection;

import dev.fasti.store.CollectionKind;
import dev.fasti.store.file.disk.FileNames;
import dev.fasti.store.file.disk.FileStamp;
import dev.fasti.store.file.disk.Listing;
import dev.fasti.store.file.disk.Places;
import dev.fasti.store.file.folder.Setting;
import dev.fasti.store.file.props.Props;
import dev.fasti.store.file.props.PropsFile;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.property.PropertyHolders;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which collections have which of our own properties: read from the files of properties at the start, told of each
 * change, and compared with the files now and then while somebody asks, for those that others change.
 *
 * <p>A collection's file is read and entered in one step, so that of two who tell of it the later one knows better.
 */
public final class OwnProperties implements PropertyHolders {
    private static final Logger LOG = LoggerFactory.getLogger(OwnProperties.class);
    private static final PMap<CollectionPath, PropertyValue> NOWHERE = HashTreePMap.empty();
    /** Links may lead in circles. */
    private static final int DEEPEST = 16;

    /** What a file of properties looked like when it was read; the stamp is null if there was none. */
    private record Read(@Nullable FileStamp stamp, CollectionKind kind) {}

    private final Path root;
    private final Setting setting;
    private final Map<CollectionPath, Read> read = new HashMap<>();
    private volatile PMap<PropertyName, PMap<CollectionPath, PropertyValue>> holders = HashTreePMap.empty();
    private volatile boolean isAsked;
    private volatile long lookedAt;

    /** @param root the folder that holds the homes */
    OwnProperties(Path root, Setting setting) {
        this.root = root;
        this.setting = setting;
    }

    @Override
    public Map<CollectionPath, PropertyValue> holders(PropertyName name) {
        isAsked = true;
        return holders.getOrDefault(name, NOWHERE);
    }

    /** The calendars and address books that were there at the last look. */
    public synchronized List<CollectionPath> known() {
        List<CollectionPath> known = new ArrayList<>();
        read.forEach((path, seen) -> {
            if (seen.kind() != CollectionKind.PLAIN) {
                known.add(path);
            }
        });
        return known;
    }

    /** Takes in what the properties of a collection are. */
    synchronized void told(CollectionPath path, Map<PropertyName, PropertyValue> properties) {
        PMap<PropertyName, PMap<CollectionPath, PropertyValue>> next = holders;
        for (Map.Entry<PropertyName, PMap<CollectionPath, PropertyValue>> known : next.entrySet()) {
            if (known.getValue().containsKey(path) && !properties.containsKey(known.getKey())) {
                next = next.plus(known.getKey(), known.getValue().minus(path));
            }
        }
        for (Map.Entry<PropertyName, PropertyValue> property : properties.entrySet()) {
            PropertyName name = property.getKey();
            if (name.isOurs() && !name.equals(PropertyName.RESOURCE_ID)) {
                PMap<CollectionPath, PropertyValue> before = next.getOrDefault(name, NOWHERE);
                if (!property.getValue().equals(before.get(path))) {
                    next = next.plus(name, before.plus(path, property.getValue()));
                }
            }
        }
        holders = next;
    }

    /** Looks at a path, and all that is or was below it, after a collection has come or gone there. */
    public synchronized void changed(CollectionPath path) {
        Set<CollectionPath> found = new HashSet<>();
        try {
            look(path, FileNames.in(root, path), found);
        } catch (IOException e) {
            LOG.warn("The properties at {} cannot be read: {}", path, e.toString());
        }
        forget(path, found);
    }

    /** Looks at everything. */
    public void lookAtAll() {
        lookedAt = setting.clock().millis();
        Set<CollectionPath> found = new HashSet<>();
        try {
            for (Map.Entry<String, FileStamp> home : Listing.of(root).entrySet()) {
                if (home.getValue().isFolder()) {
                    look(CollectionPath.of(home.getKey()), root.resolve(home.getKey()), found);
                }
            }
            forgetAllBut(found);
        } catch (IOException e) {
            LOG.warn("The homes in {} cannot be listed: {}", root, e.toString());
        }
    }

    /** Looks at everything if somebody has asked since and the interval of such looks has passed. */
    public void lookIfDue() {
        long interval = setting.rescan().toMillis();
        if (isAsked && interval > 0 && setting.clock().millis() - lookedAt >= interval) {
            isAsked = false;
            lookAtAll();
        }
    }

    private void look(CollectionPath path, Path folder, Set<CollectionPath> found) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        found.add(path);
        CollectionKind kind;
        try {
            kind = read(path, folder.resolve(Places.PROPS));
        } catch (IOException e) {
            LOG.warn("The properties of {} cannot be read, and count as before: {}", path, e.toString());
            return;
        }
        if (kind != CollectionKind.PLAIN || path.segments().size() >= DEEPEST) {
            return;
        }
        for (Map.Entry<String, FileStamp> child : Listing.of(folder).entrySet()) {
            if (child.getValue().isFolder()) {
                look(path.child(child.getKey()), folder.resolve(child.getKey()), found);
            }
        }
    }

    private synchronized CollectionKind read(CollectionPath path, Path file) throws IOException {
        FileStamp stamp = FileStamp.of(file).orElse(null);
        Read known = read.get(path);
        if (known == null || !Objects.equals(stamp, known.stamp())) {
            Props props = PropsFile.readOrPlain(file);
            known = new Read(stamp, props.kind());
            read.put(path, known);
            told(path, props.properties());
        }
        return known.kind();
    }

    private synchronized void forget(CollectionPath path, Set<CollectionPath> present) {
        read.keySet().removeIf(each -> each.isWithin(path) && !present.contains(each));
        holders.forEach((name, paths) -> paths.keySet().stream()
                .filter(each -> each.isWithin(path) && !present.contains(each))
                .forEach(each -> told(each, Map.of())));
    }

    /** A collection made since the look is told of anew when it is opened. */
    private synchronized void forgetAllBut(Set<CollectionPath> present) {
        read.keySet().retainAll(present);
        holders.forEach((name, paths) -> paths.keySet().stream()
                .filter(each -> !present.contains(each) && !Files.isDirectory(FileNames.in(root, each)))
                .forEach(each -> told(each, Map.of())));
    }
}
