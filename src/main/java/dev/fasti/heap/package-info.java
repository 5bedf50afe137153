/** The memory that Java has for objects, and who may have how much of it. */
@NullMarked
package dev.fasti.heap;

import org.jspecify.annotations.NullMarked;
