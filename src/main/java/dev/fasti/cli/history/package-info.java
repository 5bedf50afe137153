/** What {@code fasti history} does: finds what was, and brings it back by ordinary changes. */
@NullMarked
package dev.fasti.cli.history;

import org.jspecify.annotations.NullMarked;
