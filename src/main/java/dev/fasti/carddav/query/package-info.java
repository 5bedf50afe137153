/** Queries of address books: what is asked, which cards answer it, and the report (RFC 6352 section 8.6). */
@NullMarked
package dev.fasti.carddav.query;

import org.jspecify.annotations.NullMarked;
