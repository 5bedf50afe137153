package dev.fasti.icalendar;

import com.github.mangstadt.vinnie.VObjectProperty;
import dev.fasti.icalendar.component.InvalidCalendar.Reason;
import dev.fasti.icalendar.component.Problems;
import dev.fasti.icalendar.time.Bounds;
import dev.fasti.icalendar.time.Durations;
import dev.fasti.icalendar.time.Moment;
import dev.fasti.store.Facts;
import dev.fasti.store.Facts.Trait;
import dev.fasti.vobject.ContentSink;
import dev.fasti.vobject.Fault;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a calendar object resource: what RFC 4791 section 4.1 forbids goes to the problems, the rest becomes facts. */
final class ObjectReader implements ContentSink {
    private static final int MOST_COMPONENTS = 20_000;
    private static final Set<String> NEVER_ALONE = Set.of("VALARM", "STANDARD", "DAYLIGHT", "VCALENDAR");

    private final Problems problems = new Problems();
    private final Set<Trait> traits = EnumSet.noneOf(Trait.class);
    private int calendars;
    private int components;
    private int objects;
    private @Nullable String uid;
    private @Nullable String component;
    private @Nullable Bounds bounds;
    private @Nullable ComponentReader current;
    private boolean inAlarm;
    private boolean several;

    Problems problems() {
        return problems;
    }

    @Override
    public void begin(String name, int depth) {
        if (++components > MOST_COMPONENTS) {
            problems.unreadable("more than " + MOST_COMPONENTS + " components");
        }
        switch (depth) {
            case 0 -> beginCalendar(name);
            case 1 -> beginObject(name);
            default -> {
                inAlarm = current != null && depth == 2 && name.equals("VALARM");
                if (inAlarm) {
                    traits.add(Trait.ALARM);
                }
            }
        }
    }

    private void beginCalendar(String name) {
        if (!name.equals("VCALENDAR")) {
            problems.unreadable("not a VCALENDAR (RFC 5545 3.4)");
        } else if (++calendars > 1) {
            several = true;
            problems.refuse(Reason.OBJECT, "more than one VCALENDAR (RFC 4791 4.1)");
        }
    }

    private void beginObject(String name) {
        if (name.equals("VTIMEZONE")) {
            return;
        }
        if (NEVER_ALONE.contains(name)) {
            problems.refuse(Reason.DATA, name + " may not stand in VCALENDAR itself (RFC 5545 3.6)");
            return;
        }
        if (component == null) {
            component = name;
        } else if (!component.equals(name)) {
            several = true;
            problems.refuse(Reason.OBJECT, "more than one type of component (RFC 4791 4.1)");
        }
        current = new ComponentReader(name, problems);
    }

    @Override
    public void property(VObjectProperty property, int depth) {
        if (depth == -1) {
            problems.refuse(Reason.DATA, "a property outside of VCALENDAR (RFC 5545 3.4)");
        } else if (depth == 0) {
            ofCalendar(property);
        } else if (depth == 1 && current != null) {
            current.property(property);
        } else if (depth == 2 && inAlarm && property.getName().equalsIgnoreCase("TRIGGER")) {
            trigger(property.getValue());
        }
    }

    private void ofCalendar(VObjectProperty property) {
        if (property.getName().equalsIgnoreCase("METHOD")) {
            problems.refuse(Reason.OBJECT, "METHOD is not allowed (RFC 4791 4.1)");
        } else if (property.getName().equalsIgnoreCase("VERSION")
                && property.getValue().strip().equals("1.0")) {
            problems.unreadable("vCalendar 1.0 is not iCalendar (RFC 5545 3.7.4)");
        }
    }

    private void trigger(String value) {
        if (Durations.parse(value).isEmpty() && Moment.parse(value, null).isEmpty()) {
            problems.refuse(Reason.DATA, "TRIGGER is neither a duration nor a date-time (RFC 5545 3.8.6.3)");
        }
    }

    @Override
    public void end(String name, int depth) {
        if (depth == 2) {
            inAlarm = false;
        } else if (depth == 1) {
            endObject();
        }
    }

    private void endObject() {
        ComponentReader ended = current;
        current = null;
        if (ended == null) {
            return;
        }
        boolean first = objects++ == 0;
        if (first) {
            uid = ended.uid();
        } else if (uid == null || !Objects.equals(uid, ended.uid())) {
            several = true;
            problems.refuse(Reason.OBJECT, "components without one UID in common (RFC 4791 4.1)");
        }
        uid = uid == null ? ended.uid() : uid;
        Bounds more = ended.bounds();
        bounds = bounds == null ? more : bounds.union(more);
        if (ended.isRecurring()) {
            traits.add(Trait.RECURRING);
        }
        if (first && ended.isClosed()) {
            traits.add(Trait.COMPLETED);
        } else if (!ended.isClosed()) {
            traits.remove(Trait.COMPLETED);
        }
    }

    @Override
    public void fault(Fault fault) {
        if (fault.endsReading()) {
            problems.unreadable(fault.text());
            if (current != null) {
                endObject(); // a cut object still has the UID that keeps another one from taking it
            }
        } else {
            problems.refuse(Reason.DATA, fault.text());
        }
    }

    /** The facts, once everything has been read. */
    Facts finish() {
        if (calendars == 0) {
            problems.unreadable("no VCALENDAR (RFC 5545 3.4)");
        }
        if (component == null) {
            problems.refuse(Reason.OBJECT, "no component but time zones (RFC 4791 4.1)");
            problems.unreadable("nothing to index");
        }
        if (problems.isUnreadable()) {
            traits.add(Trait.UNREADABLE);
        }
        Bounds all = bounds == null || problems.isUnreadable() ? Bounds.NONE : bounds;
        return new Facts(uid, several ? null : component, all.earliest(), all.latest(), traits, List.of());
    }
}
