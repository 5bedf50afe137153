/** Live properties, the table of them, and how a request's properties are answered for one resource. */
@NullMarked
package dev.fasti.dav.property;

import org.jspecify.annotations.NullMarked;
