package dev.fasti.cli.site;

import dev.fasti.acl.Rights;
import dev.fasti.config.Config;
import dev.fasti.config.HistoryConfig;
import dev.fasti.dav.Site;
import dev.fasti.store.file.FileStore;
import dev.fasti.store.file.collection.OpenBounds;
import dev.fasti.store.file.past.Retention;
import dev.fasti.store.quota.Quotas;
import java.time.Clock;

/**
 * An open data folder with everything that is there to work on it. Who opens it has the folder's lock.
 *
 * @param config of who opened it; for a command in the server, the server's
 * @param store what is stored
 * @param directory who there is
 * @param dav the protocols on the store: their rules are those of each write
 * @param clock tells the time
 */
public record OpenSite(Config config, FileStore store, SiteDirectory directory, Site dav, Clock clock)
        implements AutoCloseable {
    /**
     * Opens the data folder, and makes it if there is none.
     *
     * @throws dev.fasti.config.ConfigException if a file that it names is wrong
     * @throws dev.fasti.store.file.datafolder.StoreLocked if another process has it
     * @throws dev.fasti.store.condition.StoreException if it cannot be used
     */
    public static OpenSite open(Config config) {
        Clock clock = Clock.systemDefaultZone();
        Rights rights = ConfiguredRights.of(config.rights(), clock);
        FileStore store = FileStore.open(
                config.storage().data(),
                new ProtocolFacts(),
                clock,
                config.storage().rescanInterval(),
                retention(config.history()),
                new Quotas(config.quota().standard(), config.quota().users()),
                OpenBounds.ofHeap(config.storage().maxOpenCollections()));
        try {
            SiteDirectory directory = new SiteDirectory(config, store, clock);
            return new OpenSite(
                    config, store, directory, Protocols.site(config, store, rights, directory, clock), clock);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private static Retention retention(HistoryConfig history) {
        Retention.Brake brake = new Retention.Brake(
                history.massDeleteMembers(), history.massDeletePercent(), history.massDeleteWindow());
        return new Retention(history.keep(), history.maxSize(), brake);
    }

    /** Makes everything durable and lets go of the folder. */
    @Override
    public void close() {
        store.close();
    }
}
