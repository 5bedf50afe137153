/** The instances of a calendar object in time, their alarms and availability (RFC 4791 section 9.9). */
@NullMarked
package dev.fasti.icalendar.expansion;

import org.jspecify.annotations.NullMarked;
