/** What is in a collection at one moment, and how it came to be: immutable, in memory. */
@NullMarked
package dev.fasti.store.file.index;

import org.jspecify.annotations.NullMarked;
