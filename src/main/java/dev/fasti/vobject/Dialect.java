package dev.fasti.vobject;

import com.github.mangstadt.vinnie.SyntaxStyle;
import com.github.mangstadt.vinnie.io.SyntaxRules;

/** A format made of content lines. */
public enum Dialect {
    /** {@code text/calendar}, RFC 5545. */
    ICALENDAR,
    /** {@code text/vcard}, RFC 6350 and 2426, and the vCard 2.1 before them. */
    VCARD;

    /** Vinnie's own rules take everything before VERSION as version 2.1, where quotes mean nothing. */
    SyntaxRules rules() {
        SyntaxRules rules = new SyntaxRules(SyntaxStyle.NEW);
        if (this == ICALENDAR) {
            rules.addRule("VCALENDAR", "1.0", SyntaxStyle.OLD);
            rules.addRule("VCALENDAR", "2.0", SyntaxStyle.NEW);
        } else {
            rules.addRule("VCARD", "2.1", SyntaxStyle.OLD);
            rules.addRule("VCARD", "3.0", SyntaxStyle.NEW);
            rules.addRule("VCARD", "4.0", SyntaxStyle.NEW);
        }
        return rules;
    }
}
