/** The command that names everything stored that something is wrong with. */
@NullMarked
package dev.fasti.cli.verify;

import org.jspecify.annotations.NullMarked;
