/** Answers that need no engine: a line of text, and what becomes of the rest of a request that is not read. */
@NullMarked
package dev.fasti.http.answer;

import org.jspecify.annotations.NullMarked;
