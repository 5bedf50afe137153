/** The command line: reads what is wanted, puts the parts together and runs them. */
@NullMarked
package dev.fasti.cli;

import org.jspecify.annotations.NullMarked;
