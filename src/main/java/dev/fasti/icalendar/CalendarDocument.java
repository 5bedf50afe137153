package dev.fasti.icalendar;

import dev.fasti.icalendar.component.CalendarComponent;
import dev.fasti.icalendar.component.InvalidCalendar;
import dev.fasti.icalendar.recurrence.RuleBook;
import dev.fasti.icalendar.recurrence.Times;
import dev.fasti.icalendar.time.TimeZones;
import dev.fasti.vobject.ContentLines;
import dev.fasti.vobject.Dialect;
import java.time.zone.ZoneRules;
import java.util.Map;
import java.util.Set;

/**
 * A calendar object, parsed: everything that stands in it, and the zones that its TZIDs stand for. Immutable.
 *
 * <p>Parsing asks less than {@link CalendarObject#validate}: whatever can be told apart into components is parsed.
 */
public final class CalendarDocument {
    private final CalendarComponent calendar;
    private final Map<String, ZoneRules> zones;
    private final Set<String> unknownZones;
    private final RuleBook rules = new RuleBook();

    CalendarDocument(CalendarComponent calendar, Map<String, ZoneRules> zones, Set<String> unknownZones) {
        this.calendar = calendar;
        this.zones = Map.copyOf(zones);
        this.unknownZones = Set.copyOf(unknownZones);
    }

    /**
     * Parses an object.
     *
     * @param octets the object; not changed, not kept
     * @throws InvalidCalendar for {@link InvalidCalendar.Reason#DATA}, if it is no VCALENDAR, truncated, nested too
     *     deeply or of too many components
     */
    public static CalendarDocument parse(byte[] octets) {
        DocumentReader reader = new DocumentReader();
        ContentLines.read(octets, Dialect.ICALENDAR, reader);
        return reader.finish();
    }

    /** The VCALENDAR. Where there are several, the first with the components of all. */
    public CalendarComponent calendar() {
        return calendar;
    }

    /**
     * The TZIDs in use that are neither known to {@link TimeZones} nor explained by a VTIMEZONE of this object. Times
     * that have them are taken as floating.
     */
    public Set<String> unknownZones() {
        return unknownZones;
    }

    /** Reads the times that stand here, floating ones in the zone given. */
    public Times times(ZoneRules floating) {
        return new Times(zones, floating, rules);
    }
}
