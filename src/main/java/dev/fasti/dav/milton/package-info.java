/**
 * Milton, wired by hand: its dispatch and resource lookup, our filter as the one error boundary.
 *
 * <p>Nothing outside of here imports {@code io.milton}.
 */
@NullMarked
package dev.fasti.dav.milton;

import org.jspecify.annotations.NullMarked;
