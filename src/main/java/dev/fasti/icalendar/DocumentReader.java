package dev.fasti.icalendar;

import com.github.mangstadt.vinnie.VObjectParameters;
import com.github.mangstadt.vinnie.VObjectProperty;
import dev.fasti.icalendar.component.CalendarComponent;
import dev.fasti.icalendar.component.CalendarParameter;
import dev.fasti.icalendar.component.CalendarProperty;
import dev.fasti.icalendar.component.Problems;
import dev.fasti.icalendar.time.TimeZones;
import dev.fasti.icalendar.zone.OwnZones;
import dev.fasti.vobject.ContentSink;
import dev.fasti.vobject.Fault;
import java.time.zone.ZoneRules;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Collects components and properties as they stand, and looks up the zones that they name. */
final class DocumentReader implements ContentSink {
    private static final int MOST_COMPONENTS = 20_000;

    private final Problems problems = new Problems();
    private final Deque<Draft> open = new ArrayDeque<>();
    private final List<CalendarProperty> properties = new ArrayList<>();
    private final List<CalendarComponent> components = new ArrayList<>();
    private final Set<String> tzids = new HashSet<>();
    private int calendars;
    private int count;

    /** A component that has not ended yet. */
    private record Draft(String name, List<CalendarProperty> properties, List<CalendarComponent> components) {
        CalendarComponent finish() {
            return new CalendarComponent(name, properties, components);
        }
    }

    @Override
    public void begin(String component, int depth) {
        if (++count > MOST_COMPONENTS) {
            problems.unreadable("more than " + MOST_COMPONENTS + " components");
        }
        if (depth > 0) {
            open.push(new Draft(component, new ArrayList<>(), new ArrayList<>()));
        } else if (!component.equals("VCALENDAR")) {
            problems.unreadable("not a VCALENDAR (RFC 5545 3.4)");
        } else {
            calendars++;
        }
    }

    @Override
    public void property(VObjectProperty property, int depth) {
        if (depth < 0 || problems.isUnreadable()) {
            return;
        }
        CalendarProperty read =
                new CalendarProperty(property.getName(), parameters(property.getParameters()), property.getValue());
        if (depth > 0) {
            open.element().properties().add(read);
            read.parameterValue("TZID").map(String::strip).ifPresent(tzids::add);
        } else if (calendars == 1) {
            properties.add(read);
        }
    }

    private static List<CalendarParameter> parameters(VObjectParameters parameters) {
        Map<String, List<String>> values = parameters.getMap();
        if (values.isEmpty()) {
            return List.of();
        }
        List<CalendarParameter> all = new ArrayList<>(values.size());
        values.forEach((name, each) -> {
            if (!each.isEmpty()) {
                all.add(new CalendarParameter(Optional.ofNullable(name).orElse(""), each));
            }
        });
        return all;
    }

    @Override
    public void end(String component, int depth) {
        if (depth == 0 || problems.isUnreadable()) {
            return;
        }
        CalendarComponent ended = open.pop().finish();
        if (depth == 1) {
            components.add(ended);
        } else {
            open.element().components().add(ended);
        }
    }

    @Override
    public void fault(Fault fault) {
        if (fault.endsReading()) {
            problems.unreadable(fault.text());
        }
    }

    CalendarDocument finish() {
        if (calendars == 0) {
            problems.unreadable("no VCALENDAR (RFC 5545 3.4)");
        }
        problems.check();
        CalendarComponent calendar = new CalendarComponent("VCALENDAR", properties, components);
        Map<String, ZoneRules> zones = new HashMap<>();
        Set<String> unknown = new HashSet<>();
        for (String tzid : tzids) {
            TimeZones.find(tzid)
                    .map(zone -> zone.getRules())
                    .or(() -> ownZone(calendar, tzid))
                    .ifPresentOrElse(rules -> zones.put(tzid, rules), () -> unknown.add(tzid));
        }
        return new CalendarDocument(calendar, zones, unknown);
    }

    private static Optional<ZoneRules> ownZone(CalendarComponent calendar, String tzid) {
        return calendar.components("VTIMEZONE").stream()
                .filter(zone -> zone.value("TZID")
                        .map(String::strip)
                        .filter(tzid::equals)
                        .isPresent())
                .findFirst()
                .flatMap(OwnZones::rules);
    }
}
