/**
 * What a server is told before it starts: immutable records read from defaults, one TOML file, the environment and
 * flags, where later beats earlier.
 */
@NullMarked
package dev.fasti.config;

import org.jspecify.annotations.NullMarked;
