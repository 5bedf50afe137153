/** Address books: what RFC 6352 adds to the WebDAV engine. */
@NullMarked
package dev.fasti.carddav;

import org.jspecify.annotations.NullMarked;
