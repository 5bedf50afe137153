/** The command that serves one visitor, and the visitor, who asks for what clients ask for most. */
@NullMarked
package dev.fasti.cli.warmup;

import org.jspecify.annotations.NullMarked;
