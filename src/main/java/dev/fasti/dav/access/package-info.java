/** Access control lists as the protocol shows and sets them (RFC 3744). */
@NullMarked
package dev.fasti.dav.access;

import org.jspecify.annotations.NullMarked;
