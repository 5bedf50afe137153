package dev.fasti.vobject;

import com.github.mangstadt.vinnie.io.SyntaxRules;

/** A format made of content lines. */
public enum Dialect {
    /** {@code text/calendar}, RFC 5545. */
    ICALENDAR,
    /** {@code text/vcard}, RFC 6350 and 2426, and the vCard 2.1 before them. */
    VCARD;

    SyntaxRules rules() {
        return this == ICALENDAR ? SyntaxRules.iCalendar() : SyntaxRules.vcard();
    }
}
