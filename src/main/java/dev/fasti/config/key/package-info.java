/** Every key there is: its name, its default, what it may be set to, and what becomes of it. */
@NullMarked
package dev.fasti.config.key;

import org.jspecify.annotations.NullMarked;
