/** Who may take how long: turns for those at work, and an end for clients that drip. */
@NullMarked
package dev.fasti.http.pace;

import org.jspecify.annotations.NullMarked;
