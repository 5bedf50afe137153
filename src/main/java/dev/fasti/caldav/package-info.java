/** Calendars: what RFC 4791 adds to the WebDAV engine, and what calendar clients ask for besides. */
@NullMarked
package dev.fasti.caldav;

import org.jspecify.annotations.NullMarked;
