/** What the log says of requests: each with an id, one line in the access log, and a warning where it took long. */
@NullMarked
package dev.fasti.http.log;

import org.jspecify.annotations.NullMarked;
