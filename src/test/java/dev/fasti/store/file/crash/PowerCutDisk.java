package dev.fasti.store.file.crash;

import dev.fasti.store.file.crash.PowerCutTree.Change;
import dev.fasti.store.file.crash.PowerCutTree.File;
import dev.fasti.store.file.crash.PowerCutTree.Folder;
import dev.fasti.store.file.crash.PowerCutTree.Node;
import dev.fasti.store.file.disk.NoSyncDisk;
import dev.fasti.store.file.disk.Places;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A disk that knows what of all that was done to it a power cut may leave, and builds folders that are left so.
 *
 * <p>Durable is what POSIX promises and no more: the octets of a file that was synced, and the names in a folder up to
 * its last sync. What is newer is there or not, in each folder up to some point of its own; only a rename is done wholly or
 * not at all. Files that are written past this disk are never durable: they may be empty, torn, or of an earlier state.
 */
final class PowerCutDisk extends NoSyncDisk {
    /** Called at each moment at which the power may be cut. */
    interface Moment {
        void at(String step);
    }

    /** How much of what is not durable is left. */
    enum Left {
        NOTHING,
        SOME,
        EVERYTHING
    }

    private final Folder root = new Folder();
    private final Path place;
    private final Moment moment;

    /**
     * @param place the folder that it watches; what is in it by now is durable
     */
    PowerCutDisk(Path place, Moment moment) throws IOException {
        this.place = place;
        this.moment = moment;
        settle();
    }

    /** From here on all that is there is durable. */
    void settle() throws IOException {
        scan(root, place);
        root.settle();
    }

    /** Takes note of what was done past this disk. */
    private static void scan(Folder folder, Path path) throws IOException {
        TreeSet<String> gone = new TreeSet<>(folder.now.keySet());
        try (DirectoryStream<Path> found = Files.newDirectoryStream(path)) {
            for (Path each : found) {
                String name = each.getFileName().toString();
                gone.remove(name);
                scan(folder, name, each);
            }
        } catch (NoSuchFileException e) {
            return; // By a thread in the background.
        }
        gone.forEach(name -> folder.set(name, null));
    }

    private static void scan(Folder folder, String name, Path path) throws IOException {
        boolean isFolder = Files.isDirectory(path);
        Node known = folder.now.get(name);
        if (known == null || known instanceof Folder != isFolder) {
            known = isFolder ? new Folder() : new File();
            folder.set(name, known);
        }
        if (known instanceof Folder inner) {
            scan(inner, path);
        } else if (known instanceof File file && file.synced == null) {
            byte[] octets = Files.readAllBytes(path);
            if (file.contents.isEmpty() || !Arrays.equals(octets, file.last())) {
                file.contents.add(octets);
            }
        }
    }

    private Folder folder(Path path) {
        Folder folder = root;
        for (Path part : place.relativize(path)) {
            if (!part.toString().isEmpty()) {
                folder = (Folder) folder.now.get(part.toString());
            }
        }
        return folder;
    }

    private Folder around(Path path) {
        return folder(Places.parent(path));
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    private void step(String what, Path path) throws IOException {
        scan(root, place);
        moment.at(what + " " + place.relativize(path));
    }

    /** A moment after all is done. */
    void rest() throws IOException {
        step("at rest in", place);
    }

    @Override
    public void create(Path path, byte[] octets) throws IOException {
        step("before creating", path);
        File file = new File();
        file.contents.add(new byte[0]);
        file.contents.add(octets);
        around(path).set(name(path), file);
        moment.at("while creating " + place.relativize(path));
        super.create(path, octets);
        file.synced = Files.getLastModifiedTime(path);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        step("before renaming to", to);
        Node node = around(from).now.get(name(from));
        Change out = around(from).set(name(from), null);
        Change in = around(to).set(name(to), node);
        out.twin = in;
        in.twin = out;
        super.rename(from, to);
    }

    @Override
    public void link(Path file, Path name) throws IOException {
        step("before linking", name);
        around(name).set(name(name), around(file).now.get(name(file)));
        super.link(file, name);
    }

    @Override
    public void delete(Path path) throws IOException {
        step("before deleting", path);
        around(path).set(name(path), null);
        super.delete(path);
    }

    @Override
    public void syncFolder(Path path) throws IOException {
        step("before syncing", path);
        super.syncFolder(path);
        Folder folder = folder(path);
        folder.sync(folder.pending.size());
    }

    /** Builds what is left in a new folder. */
    void cut(Path target, Left left, Random random) throws IOException {
        Map<Folder, Integer> cuts = new HashMap<>();
        choose(root, left, random, cuts);
        complete(cuts);
        build(root, target, left, random, cuts);
    }

    private static void choose(Folder folder, Left left, Random random, Map<Folder, Integer> cuts) {
        if (cuts.containsKey(folder)) {
            return;
        }
        int all = folder.pending.size();
        cuts.put(folder, left == Left.NOTHING ? 0 : left == Left.EVERYTHING ? all : random.nextInt(all + 1));
        List<Node> nodes = new ArrayList<>(folder.durable.values());
        folder.pending.stream().filter(change -> change.node != null).forEach(change -> nodes.add(change.node));
        for (Node node : nodes) {
            if (node instanceof Folder inner) {
                choose(inner, left, random, cuts);
            }
        }
    }

    /** Renames are whole. */
    private static void complete(Map<Folder, Integer> cuts) {
        boolean isDone = false;
        while (!isDone) {
            isDone = true;
            for (Folder folder : List.copyOf(cuts.keySet())) {
                for (Change change : folder.pending.subList(0, cuts.get(folder))) {
                    Change twin = change.twin;
                    int needed = twin == null ? 0 : twin.folder.pending.indexOf(twin) + 1;
                    if (twin != null && cuts.getOrDefault(twin.folder, 0) < needed) {
                        cuts.put(twin.folder, needed);
                        isDone = false;
                    }
                }
            }
        }
    }

    private static void build(Folder folder, Path target, Left left, Random random, Map<Folder, Integer> cuts)
            throws IOException {
        Files.createDirectories(target);
        Map<String, Node> names = new TreeMap<>(folder.durable);
        folder.pending.subList(0, cuts.getOrDefault(folder, 0)).forEach(change -> change.apply(names));
        for (Map.Entry<String, Node> each : names.entrySet()) {
            Path path = target.resolve(each.getKey());
            if (each.getValue() instanceof Folder inner) {
                build(inner, path, left, random, cuts);
            } else if (each.getValue() instanceof File file) {
                Files.write(
                        path, file.synced != null || left == Left.EVERYTHING ? file.last() : torn(file, left, random));
                if (file.synced != null) {
                    Files.setLastModifiedTime(path, file.synced);
                }
            }
        }
    }

    /** Of a file that was not synced: nothing, some state, a part of it, or holes where its end should be. */
    private static byte[] torn(File file, Left left, Random random) {
        if (left == Left.NOTHING) {
            return new byte[0];
        }
        byte[] octets = file.contents.get(random.nextInt(file.contents.size()));
        int length = random.nextInt(octets.length + 1);
        return switch (random.nextInt(3)) {
            case 0 -> octets;
            case 1 -> Arrays.copyOf(octets, length);
            default -> Arrays.copyOf(Arrays.copyOf(octets, length), octets.length);
        };
    }
}
