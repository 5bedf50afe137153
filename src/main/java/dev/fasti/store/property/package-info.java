/** Properties of collections and members as they are stored: names, values, changes that happen together. */
@NullMarked
package dev.fasti.store.property;

import org.jspecify.annotations.NullMarked;
