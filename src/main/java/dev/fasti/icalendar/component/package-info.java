/**
 * What stands in a calendar object, as it is read and written: components, properties, parameters (RFC 5545 section 3.1).
 */
@NullMarked
package dev.fasti.icalendar.component;

import org.jspecify.annotations.NullMarked;
