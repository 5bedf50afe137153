/** The data folder as a whole: made, held by one server at a time, frozen as it is, put in the place of another one. */
@NullMarked
package dev.fasti.store.file.datafolder;

import org.jspecify.annotations.NullMarked;
