/** Holds up those who guess passwords, and nobody else. */
@NullMarked
package dev.fasti.auth.throttle;

import org.jspecify.annotations.NullMarked;
