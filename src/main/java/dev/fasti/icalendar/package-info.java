/**
 * What calendar objects are: the rules a new one has to keep, and the facts by which it is found (RFC 4791, RFC 5545).
 *
 * <p>Only importer of ical4j. Knows nothing of HTTP and does no I/O.
 */
@NullMarked
package dev.fasti.icalendar;

import org.jspecify.annotations.NullMarked;
