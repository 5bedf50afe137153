package dev.fasti.cli.site;

import dev.fasti.cli.frame.Version;
import dev.fasti.config.AdminConfig;
import dev.fasti.http.admin.Metrics;
import dev.fasti.http.admin.Operations;
import java.io.IOException;

/** What an open site shows its operators. */
public final class ServerOperations {
    private ServerOperations() {}

    public static Operations of(OpenSite site) throws IOException {
        AdminConfig admin = site.config().admin();
        Operations.Shown shown = switch (admin.onMainPort()) {
            case NONE -> Operations.Shown.NONE;
            case HEALTH -> Operations.Shown.HEALTH;
            case ALL -> Operations.Shown.ALL;
        };
        return new Operations(
                metrics(site),
                SiteHealth.of(site.config(), site.clock(), Version.built()),
                shown,
                site.config().logging().slowRequest());
    }

    private static Metrics metrics(OpenSite site) throws IOException {
        Metrics metrics = new Metrics(Version.number());
        metrics.gauge("fasti_store_open_collections", "Collections in memory", site.store()::openCollections);
        metrics.counter(
                "fasti_store_files_written_total",
                "Files written",
                () -> site.store().activity().filesWritten());
        metrics.counter(
                "fasti_store_syncs_total",
                "Times that the disk was asked to make something durable",
                () -> site.store().activity().syncs());
        return metrics;
    }
}
