/**
 * The WebDAV engine's vocabulary: resources, exchanges, refusals, and what a protocol on top of it brings along.
 *
 * <p>{@code caldav} and {@code carddav} extend the engine through {@link dev.fasti.dav.Extension}; the engine knows
 * neither of them.
 */
@NullMarked
package dev.fasti.dav;

import org.jspecify.annotations.NullMarked;
