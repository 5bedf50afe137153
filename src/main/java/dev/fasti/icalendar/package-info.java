/**
 * What calendar objects are: the rules a new one has to keep, and the facts by which it is found (RFC 4791, RFC 5545).
 *
 * <p>Here and in the packages below nothing is known of HTTP, and there is no I/O; {@code recurrence} alone uses ical4j.
 */
@NullMarked
package dev.fasti.icalendar;

import org.jspecify.annotations.NullMarked;
