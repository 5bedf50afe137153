/** Looks through a data folder for what is wrong with it, and writes anew what can be rebuilt. */
@NullMarked
package dev.fasti.store.file.survey;

import org.jspecify.annotations.NullMarked;
