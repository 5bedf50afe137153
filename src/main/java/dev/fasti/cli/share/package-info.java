/** The command that says who may see or change whose collections. */
@NullMarked
package dev.fasti.cli.share;

import org.jspecify.annotations.NullMarked;
