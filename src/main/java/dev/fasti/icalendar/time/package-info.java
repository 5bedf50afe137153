/** Dates, times, durations and intervals, and the zones that have a name (RFC 5545 section 3.3). */
@NullMarked
package dev.fasti.icalendar.time;

import org.jspecify.annotations.NullMarked;
