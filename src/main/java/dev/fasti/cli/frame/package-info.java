/** What all commands share: flags, exit codes, failures, and the terminal that they read and write. */
@NullMarked
package dev.fasti.cli.frame;

import org.jspecify.annotations.NullMarked;
