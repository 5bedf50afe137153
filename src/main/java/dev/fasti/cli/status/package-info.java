/** The commands that ask a running server how it is. */
@NullMarked
package dev.fasti.cli.status;

import org.jspecify.annotations.NullMarked;
