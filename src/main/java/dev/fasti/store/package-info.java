/**
 * The domain's nouns, and the small interfaces through which everything else reads and writes them.
 *
 * <p>Nothing in here knows of files, HTTP or XML: a second store stands behind the same interfaces.
 */
@NullMarked
package dev.fasti.store;

import org.jspecify.annotations.NullMarked;
