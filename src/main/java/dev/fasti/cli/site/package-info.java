/** An open data folder with everything put together that works on it, and the ways of a command to it. */
@NullMarked
package dev.fasti.cli.site;

import org.jspecify.annotations.NullMarked;
