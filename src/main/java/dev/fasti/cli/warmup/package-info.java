/** A client that asks a server, once, for what clients ask for most. */
@NullMarked
package dev.fasti.cli.warmup;

import org.jspecify.annotations.NullMarked;
