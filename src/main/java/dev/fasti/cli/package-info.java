/** The command line: reads what is wanted, and hands it to the command that does it. */
@NullMarked
package dev.fasti.cli;

import org.jspecify.annotations.NullMarked;
