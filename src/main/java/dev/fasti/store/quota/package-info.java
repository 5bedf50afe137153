/** How much room homes may take, take, and have left (RFC 4331). */
@NullMarked
package dev.fasti.store.quota;

import org.jspecify.annotations.NullMarked;
