package dev.fasti.caldav;

import dev.fasti.dav.DavException;
import dev.fasti.dav.Precondition;
import dev.fasti.dav.property.StoredProperty;
import dev.fasti.dav.property.TextSyntax;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.dav.xml.XmlWriter;
import dev.fasti.icalendar.CalendarTimezone;
import dev.fasti.icalendar.component.InvalidCalendar;
import dev.fasti.store.property.PropertyValue;

/** An iCalendar object with exactly one time zone (RFC 4791 sections 5.2.2 and 5.2.10), kept as it was sent. */
final class CalendarTimezoneSyntax implements StoredProperty.Syntax {
    @Override
    public PropertyValue read(XmlElement element) {
        try {
            CalendarTimezone.validate(element.text());
        } catch (InvalidCalendar e) {
            throw new DavException.Refused(Precondition.VALID_CALENDAR_TIMEZONE, String.valueOf(e.getMessage()));
        }
        return new PropertyValue.Text(element.text());
    }

    @Override
    public void write(PropertyValue value, XmlWriter out) {
        out.text(TextSyntax.textOf(value));
    }
}
