/** Write locks, and where they outlive the server. */
@NullMarked
package dev.fasti.store.lock;

import org.jspecify.annotations.NullMarked;
