/** What recurs, and how often: rules, and the starts that they give, within limits (RFC 5545 section 3.3.10). */
@NullMarked
package dev.fasti.icalendar.recurrence;

import org.jspecify.annotations.NullMarked;
