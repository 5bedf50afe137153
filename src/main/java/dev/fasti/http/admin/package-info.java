/** What operators and their machines ask: is it alive, is it ready, what has it done. */
@NullMarked
package dev.fasti.http.admin;

import org.jspecify.annotations.NullMarked;
