package dev.fasti.icalendar;

import com.github.mangstadt.vinnie.VObjectProperty;
import com.github.mangstadt.vinnie.io.VObjectPropertyValues;
import dev.fasti.icalendar.component.InvalidCalendar.Reason;
import dev.fasti.icalendar.component.Problems;
import dev.fasti.icalendar.recurrence.Rule;
import dev.fasti.icalendar.time.Bounds;
import dev.fasti.icalendar.time.Durations;
import dev.fasti.icalendar.time.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the properties of one VEVENT, VTODO, VJOURNAL or other component that say what it is and when. */
final class ComponentReader {
    private static final int MOST_RULES = 64;
    private static final int LONGEST_UID = 2_000;
    private static final int MOST_DATES = 100_000;

    private final String component;
    private final Problems problems;
    private final Map<String, String> seen = new HashMap<>();
    private final Map<String, Moment> moments = new HashMap<>();
    private final List<Rule> rules = new ArrayList<>();
    private final RecurrenceDates added = new RecurrenceDates();
    private final RecurrenceDates excluded = new RecurrenceDates();
    private final RecurrenceDates busy = new RecurrenceDates();
    private @Nullable Duration duration;
    private @Nullable String uid;
    private @Nullable String range;
    private boolean overridden;
    private boolean closed;

    ComponentReader(String component, Problems problems) {
        this.component = component;
        this.problems = problems;
    }

    void property(VObjectProperty property) {
        String name = property.getName().strip().toUpperCase(Locale.ROOT);
        String value = property.getValue();
        switch (name) {
            case "UID" -> uid(value);
            case "DTSTART", "DTEND", "DUE", "COMPLETED" -> moment(name, property);
            case "CREATED" -> Moment.parse(value, null).ifPresent(moment -> moments.put("CREATED", moment));
            case "RECURRENCE-ID" -> {
                overridden = true;
                range = property.getParameters().first("RANGE");
                moment(name, property);
            }
            case "DURATION" -> duration(value);
            case "RRULE" -> rule(value);
            case "EXRULE" -> {
                if (Rule.parse(value).isEmpty()) {
                    problems.unreadable("EXRULE is not a recurrence rule (RFC 5545 3.3.10)");
                }
            }
            case "RDATE" -> dates(added, name, property);
            case "EXDATE" -> dates(excluded, name, property);
            case "FREEBUSY" -> dates(busy, name, property);
            case "STATUS" -> closed |= isClosed(value);
            default -> {} // says nothing of what or when
        }
    }

    private static boolean isClosed(String status) {
        return status.strip().equalsIgnoreCase("COMPLETED") || status.strip().equalsIgnoreCase("CANCELLED");
    }

    private void uid(String value) {
        String text = VObjectPropertyValues.unescape(value).strip();
        if (text.isEmpty()) {
            return;
        }
        if (text.length() > LONGEST_UID) {
            problems.unreadable("UID of more than " + LONGEST_UID + " characters");
            return;
        }
        if (uid != null && !uid.equals(text)) {
            problems.refuse(Reason.OBJECT, component + " has two UIDs (RFC 5545 3.8.4.7)");
            return;
        }
        uid = text;
    }

    private void moment(String name, VObjectProperty property) {
        if (isRepeated(name, property.getValue())) {
            return;
        }
        Moment.parse(property.getValue(), property.getParameters().first("TZID"))
                .ifPresentOrElse(
                        moment -> moments.put(name, moment),
                        () -> problems.unreadable(name + " is neither a date nor a date-time (RFC 5545 3.3.5)"));
    }

    private void duration(String value) {
        if (isRepeated("DURATION", value)) {
            return;
        }
        duration = Durations.parse(value).orElse(null);
        if (duration == null) {
            problems.unreadable("DURATION is not a duration (RFC 5545 3.3.6)");
        }
    }

    /** Tells whether a property that may stand once has been seen; a second one that says the same does no harm. */
    private boolean isRepeated(String name, String value) {
        String first = seen.putIfAbsent(name, value);
        if (first != null && !first.equals(value)) {
            problems.unreadable(component + " has two different " + name + " (RFC 5545 3.6)");
        }
        return first != null;
    }

    private void rule(String value) {
        if (value.isBlank()) {
            return; // Fantastical writes an empty one where there is none
        }
        Rule.parse(value)
                .ifPresentOrElse(
                        rules::add, () -> problems.unreadable("RRULE is not a recurrence rule (RFC 5545 3.3.10)"));
        if (rules.size() > MOST_RULES) {
            problems.unreadable("more than " + MOST_RULES + " RRULEs");
            rules.remove(MOST_RULES);
        }
    }

    private void dates(RecurrenceDates dates, String name, VObjectProperty property) {
        if (!dates.add(property.getValue(), property.getParameters().first("TZID"))) {
            problems.unreadable(name + " holds what is neither a date nor a period (RFC 5545 3.3)");
        }
        if (dates.count() > MOST_DATES) {
            problems.unreadable("more than " + MOST_DATES + " values of " + name);
        }
    }

    /** The UID, unescaped; null if there is none. */
    @Nullable
    String uid() {
        return uid;
    }

    /** Tells whether this component recurs or is one instance of what does. */
    boolean isRecurring() {
        return overridden || !rules.isEmpty() || added.count() > 0;
    }

    /** Tells whether this is a to-do that is done with. */
    boolean isClosed() {
        return component.equals("VTODO") && (closed || moments.containsKey("COMPLETED"));
    }

    /** What the properties say about time, once all of them have been read. */
    Bounds bounds() {
        if (component.equals("VEVENT") && !moments.containsKey("DTSTART")) {
            problems.refuse(Reason.DATA, "VEVENT without DTSTART (RFC 5545 3.6.1)");
        }
        Bounds once = new TimeTables(component, moments, duration, busy).bounds();
        return new Recurrence(moments.get("DTSTART"), rules, added, range).spread(once);
    }
}
