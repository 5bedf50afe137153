/** Reads the configuration: the file, the environment and the flags, each against the keys there are. */
@NullMarked
package dev.fasti.config.read;

import org.jspecify.annotations.NullMarked;
