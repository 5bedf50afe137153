/** WebDAV locks as lines of one file. */
@NullMarked
package dev.fasti.store.file.lock;

import org.jspecify.annotations.NullMarked;
