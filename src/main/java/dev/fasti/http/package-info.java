/** Carries {@link dev.fasti.dav.DavExchange}s over HTTP: Jetty's life cycle, its limits, and who really asks. */
@NullMarked
package dev.fasti.http;

import org.jspecify.annotations.NullMarked;
