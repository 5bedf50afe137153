/** The files that can be rebuilt, octet by octet: the change log, and what was found in each member. */
@NullMarked
package dev.fasti.store.file.cache;

import org.jspecify.annotations.NullMarked;
