/** Time zones as calendar objects define them (RFC 5545 section 3.6.5). */
@NullMarked
package dev.fasti.icalendar.zone;

import org.jspecify.annotations.NullMarked;
