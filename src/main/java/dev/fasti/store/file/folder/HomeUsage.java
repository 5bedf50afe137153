package dev.fasti.store.file.folder;

import dev.fasti.store.condition.StoreException;
import dev.fasti.store.file.disk.Failures;
import dev.fasti.store.file.disk.Listing;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.path.Principal;
import dev.fasti.store.quota.Quotas;
import dev.fasti.store.quota.Space;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The octets of the members of each home, kept as they change, and held to a quota.
 *
 * <p>A sum is that of the home's folders that have been open; {@link #prepare} sees to it that all of them have. A folder
 * that lies elsewhere and is only linked to counts nowhere.
 */
public final class HomeUsage implements Space {
    private final Path root;
    private final Quotas quotas;
    private final Opener opener;
    private final Map<String, Home> homes = new ConcurrentHashMap<>();
    private final Map<Path, Long> folders = new ConcurrentHashMap<>();

    /**
     * @param root the folder that holds the homes, links resolved
     * @param opener opens all collections of a home
     */
    public HomeUsage(Path root, Quotas quotas, Opener opener) {
        this.root = root;
        this.quotas = quotas;
        this.opener = opener;
    }

    /** Opens every collection of a home. */
    @FunctionalInterface
    public interface Opener {
        void openAll(CollectionPath home) throws IOException;
    }

    /** One home's sum. The lock is the innermost of all: it is held while a member under quota is put in place. */
    private static final class Home {
        private final ReentrantLock lock = new ReentrantLock();
        private final ReentrantLock opening = new ReentrantLock();
        private final AtomicLong octets = new AtomicLong();
        private volatile boolean complete;
    }

    private Home home(String owner) {
        return homes.computeIfAbsent(owner, name -> new Home());
    }

    /** Takes note of how large the members of a folder are together. */
    void holds(Path folder, long octets) {
        if (isInside(folder)) {
            Long before = folders.put(folder, octets);
            home(owner(folder)).octets.addAndGet(octets - (before == null ? 0 : before));
        }
    }

    /** Takes note of how large the members of a folder are that is not opened. */
    public void weigh(Path folder) throws IOException {
        holds(folder, Listing.octets(folder));
    }

    /** Takes note that a folder and all below it are no more, or elsewhere. */
    public void forget(Path gone) {
        for (Path folder : folders.keySet()) {
            Long before = folder.startsWith(gone) ? folders.remove(folder) : null;
            if (before != null) {
                home(owner(folder)).octets.addAndGet(-before);
            }
        }
    }

    public boolean isSameHome(Path one, Path other) {
        return isInside(one) && isInside(other) && owner(one).equals(owner(other));
    }

    private boolean isInside(Path folder) {
        return folder.startsWith(root) && !folder.equals(root);
    }

    private String owner(Path folder) {
        return folder.getName(root.getNameCount()).toString();
    }

    /** Makes a home's sum complete if there is a quota to hold it to. Before any lock. */
    public void prepare(CollectionPath path) {
        if (quotas.of(path.owner().name()).isPresent()) {
            used(path.owner());
        }
    }

    @Override
    public long used(Principal owner) {
        Home home = home(owner.name());
        if (!home.complete) {
            open(home, owner);
        }
        return home.octets.get();
    }

    private void open(Home home, Principal owner) {
        home.opening.lock();
        try {
            if (!home.complete) {
                opener.openAll(owner.home());
                home.complete = true;
            }
        } catch (IOException e) {
            throw Failures.of(e, root);
        } finally {
            home.opening.unlock();
        }
    }

    @Override
    public long available(Principal owner) {
        try {
            long free = Files.getFileStore(root).getUsableSpace();
            OptionalLong quota = quotas.of(owner.name());
            return quota.isEmpty() ? free : Math.max(0, Math.min(free, quota.getAsLong() - used(owner)));
        } catch (IOException e) {
            throw Failures.of(e, root);
        }
    }

    public OptionalLong quota(String owner) {
        return quotas.of(owner);
    }

    /** A collection came into a home by another way than the writes of members: it is looked at when the sum is asked for. */
    public void arrived(CollectionPath path) {
        home(path.owner().name()).complete = false;
    }

    /**
     * Puts members in place, if they leave the home within its quota; nobody else fills the home meanwhile.
     *
     * @param more how many octets the home will have more
     * @param step publishes them
     * @throws StoreException.QuotaExceeded if that is more than is left; what makes a home smaller always may
     */
    public void admit(Path folder, long more, FolderStep step) throws IOException {
        OptionalLong quota = more > 0 && isInside(folder) ? quotas.of(owner(folder)) : OptionalLong.empty();
        if (quota.isEmpty()) {
            step.run();
            return;
        }
        Home home = home(owner(folder));
        home.lock.lock();
        try {
            require(home, more, quota.getAsLong());
            step.run();
        } finally {
            home.lock.unlock();
        }
    }

    /** As {@link #admit}, for whoever is alone inside the gate. */
    public void require(CollectionPath path, long more) {
        quotas.of(path.owner().name())
                .ifPresent(quota -> require(home(path.owner().name()), more, quota));
    }

    private static void require(Home home, long more, long quota) {
        if (home.octets.get() > quota - more) {
            throw new StoreException.QuotaExceeded(quota);
        }
    }
}
