/** Collections as they are used: opened, kept open within bounds, read and written member by member. */
@NullMarked
package dev.fasti.store.file.collection;

import org.jspecify.annotations.NullMarked;
