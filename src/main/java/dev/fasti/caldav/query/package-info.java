/** Queries of calendars: what a filter asks for, which objects may answer it, and which do (RFC 4791 sections 7 and 9). */
@NullMarked
package dev.fasti.caldav.query;

import org.jspecify.annotations.NullMarked;
