/** The content lines that iCalendar (RFC 5545 section 3.1) and vCard (RFC 6350 section 3.2) share: unfolded, decoded, nested. */
@NullMarked
package dev.fasti.vobject;

import org.jspecify.annotations.NullMarked;
