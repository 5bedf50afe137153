package dev.fasti.cli.site;

import dev.fasti.http.admin.Health;
import java.net.URI;
import java.time.Instant;

/**
 * A server at work.
 *
 * @param uri the URL of its root
 * @param since when it began
 * @param health whether it can do its work
 */
public record Serving(URI uri, Instant since, Health health) {}
