package dev.fasti.cli;

import dev.fasti.acl.Viewer;
import dev.fasti.cli.site.OpenSite;
import dev.fasti.cli.site.Protocols;
import dev.fasti.config.read.ConfigReader;
import dev.fasti.dav.milton.DavEngine;
import dev.fasti.store.path.Principal;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * A folder with the store and the engine on it, put together as the server does, which is why this is in the composition
 * root's package. Whoever asks is let in.
 */
final class BenchmarkSite implements AutoCloseable {
    private final BenchmarkFolder folder;
    private final OpenSite site;
    private final DavEngine engine;

    BenchmarkSite(BenchmarkFolder folder) {
        this.folder = folder;
        site = OpenSite.open(ConfigReader.read(
                Map.of("FASTI_STORAGE_DATA", folder.path().toString(), "FASTI_STORAGE_RESCAN_INTERVAL", "600"),
                Map.of()));
        engine = Protocols.engine(site, (name, password, exchange) -> Optional.of(Viewer.of(new Principal(name))));
    }

    /**
     * Asks the engine.
     *
     * @param status the answer's, or the benchmark fails
     * @return the octets of the answer's body
     */
    long answered(MemoryExchange exchange, int status) {
        engine.accept(exchange);
        if (exchange.status() != status) {
            throw new IllegalStateException(exchange.method() + ": " + exchange.status());
        }
        return exchange.size();
    }

    /** The folder goes, too. */
    @Override
    public void close() throws IOException {
        site.close();
        folder.close();
    }
}
