/** From Radicale's configuration and folder to Fasti's. */
@NullMarked
package dev.fasti.cli.migrate;

import org.jspecify.annotations.NullMarked;
