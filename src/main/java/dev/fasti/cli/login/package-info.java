/** Who is let in, by what the configuration says. */
@NullMarked
package dev.fasti.cli.login;

import org.jspecify.annotations.NullMarked;
