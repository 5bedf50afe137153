/** Where accounts come from and who is let in, as it is set. */
@NullMarked
package dev.fasti.config.auth;

import org.jspecify.annotations.NullMarked;
