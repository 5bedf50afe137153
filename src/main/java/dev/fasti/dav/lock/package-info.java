/** Write locks and the {@code If} header (RFC 4918 sections 6, 7 and 10.4). */
@NullMarked
package dev.fasti.dav.lock;

import org.jspecify.annotations.NullMarked;
