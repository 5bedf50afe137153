/** The command {@code doctor}: puts the checks together, and tells what they found. */
@NullMarked
package dev.fasti.cli.doctor.command;

import org.jspecify.annotations.NullMarked;
