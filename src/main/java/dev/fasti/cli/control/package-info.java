/** The control socket: commands that need the open store run inside the server that has it, their streams at the caller's. */
@NullMarked
package dev.fasti.cli.control;

import org.jspecify.annotations.NullMarked;
