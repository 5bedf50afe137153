/** What a write requires of what is there, by its tag, and by what the store refuses or fails. */
@NullMarked
package dev.fasti.store.condition;

import org.jspecify.annotations.NullMarked;
