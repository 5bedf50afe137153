/** Where collections and members are, whose they are, and the rule for names. */
@NullMarked
package dev.fasti.store.path;

import org.jspecify.annotations.NullMarked;
