/** The commands {@code export} and {@code import}. */
@NullMarked
package dev.fasti.cli.transfer.command;

import org.jspecify.annotations.NullMarked;
