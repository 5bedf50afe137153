/** Files of many calendar objects or cards: where in them each stands, and how many objects become one. */
@NullMarked
package dev.fasti.vobject.file;

import org.jspecify.annotations.NullMarked;
