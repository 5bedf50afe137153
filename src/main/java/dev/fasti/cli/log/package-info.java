/** What is logged, where it goes, and how it is written. */
@NullMarked
package dev.fasti.cli.log;

import org.jspecify.annotations.NullMarked;
