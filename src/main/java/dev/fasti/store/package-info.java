/**
 * Collections, their members and their history, and the small interfaces through which everything else reads and
 * writes them. The nouns that these are told in have rooms of their own.
 *
 * <p>Nothing in here knows of files, HTTP or XML: a second store stands behind the same interfaces.
 */
@NullMarked
package dev.fasti.store;

import org.jspecify.annotations.NullMarked;
