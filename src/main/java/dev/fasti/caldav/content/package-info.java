/** Calendar objects as they are answered: whole or in part, written out, limited (RFC 4791 section 9.6). */
@NullMarked
package dev.fasti.caldav.content;

import org.jspecify.annotations.NullMarked;
