/** Collections of others that appear in a user's own home. */
@NullMarked
package dev.fasti.dav.share;

import org.jspecify.annotations.NullMarked;
