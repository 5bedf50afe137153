/** What queries of calendars and of address books have in common: how texts are compared (RFC 4790). */
@NullMarked
package dev.fasti.dav.query;

import org.jspecify.annotations.NullMarked;
