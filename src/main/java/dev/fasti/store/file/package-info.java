/**
 * The store that keeps each collection as a folder and each member as a file, in Radicale's layout.
 *
 * <p>Files are the truth; the index and the change log beside them can be rebuilt. {@code docs/store.md} has the
 * layout and the formats byte by byte.
 */
@NullMarked
package dev.fasti.store.file;

import org.jspecify.annotations.NullMarked;
