/** A collection's folder that is open: what is published of it, and the steps by which that changes. */
@NullMarked
package dev.fasti.store.file.folder;

import org.jspecify.annotations.NullMarked;
