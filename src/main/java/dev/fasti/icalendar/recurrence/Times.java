package dev.fasti.icalendar.recurrence;

import dev.fasti.icalendar.component.CalendarComponent;
import dev.fasti.icalendar.component.CalendarProperty;
import dev.fasti.icalendar.time.Durations;
import dev.fasti.icalendar.time.Moment;
import dev.fasti.icalendar.time.TimePoint;
import dev.fasti.icalendar.time.TimePoint.Form;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the times and rules of one calendar object.
 *
 * @param zones the rules of its TZIDs; a time with one that is missing is floating
 * @param floating the zone of floating times and dates
 * @param rules its recurrence rules
 */
public record Times(Map<String, ZoneRules> zones, ZoneRules floating, RuleBook rules) {
    private static final ZoneRules UTC = ZoneOffset.UTC.getRules();

    /** A value of RDATE, EXDATE or FREEBUSY: a point, or a period that begins there. */
    public record Listed(TimePoint start, @Nullable TimePoint end) {}

    /** The value of a component's property; null where that is missing or no time. */
    @Nullable
    public TimePoint of(CalendarComponent component, String property) {
        return component.property(property).flatMap(this::of).orElse(null);
    }

    /** The value of a property; empty where it is no time. */
    public Optional<TimePoint> of(CalendarProperty property) {
        return read(property.value(), property.parameterValue("TZID").orElse(null));
    }

    private Optional<TimePoint> read(String value, @Nullable String tzid) {
        return Moment.parse(value, null).map(moment -> switch (moment.form()) {
            case UTC -> TimePoint.of(moment.local(), Form.UTC, UTC);
            case DATE -> TimePoint.of(moment.local(), Form.DATE, floating);
            default -> {
                ZoneRules rules = tzid == null ? null : zones.get(tzid.strip());
                yield rules == null
                        ? TimePoint.of(moment.local(), Form.FLOATING, floating)
                        : TimePoint.of(moment.local(), Form.ZONED, rules);
            }
        });
    }

    /** The values of a property that is a list; what is neither time nor period is left out. */
    public List<Listed> list(CalendarProperty property) {
        String tzid = property.parameterValue("TZID").orElse(null);
        List<Listed> list = new ArrayList<>();
        for (String value : property.value().split(",")) {
            int slash = value.indexOf('/');
            if (slash < 0) {
                read(value, tzid).ifPresent(point -> list.add(new Listed(point, null)));
            } else {
                read(value.substring(0, slash), tzid)
                        .flatMap(start -> period(start, value.substring(slash + 1), tzid))
                        .ifPresent(list::add);
            }
        }
        return list;
    }

    private Optional<Listed> period(TimePoint start, String end, @Nullable String tzid) {
        return Durations.span(end)
                .map(span -> span.from(start))
                .or(() -> read(end, tzid))
                .map(point -> new Listed(start, point));
    }
}
