/** What a person sees who comes with a browser. */
@NullMarked
package dev.fasti.dav.page;

import org.jspecify.annotations.NullMarked;
