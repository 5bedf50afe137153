package dev.fasti.cli;

import java.net.URI;
import java.time.Instant;

/**
 * A server at work.
 *
 * @param uri the URL of its root
 * @param since when it began
 */
record Serving(URI uri, Instant since) {}
