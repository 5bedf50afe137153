package dev.fasti.caldav.query;

import dev.fasti.icalendar.CalendarDocument;
import dev.fasti.icalendar.component.CalendarComponent;
import dev.fasti.icalendar.component.CalendarProperty;
import dev.fasti.icalendar.expansion.AlarmTimes;
import dev.fasti.icalendar.expansion.Expander;
import dev.fasti.icalendar.expansion.Instance;
import dev.fasti.icalendar.recurrence.TooManyInstances;
import dev.fasti.icalendar.time.TimePoint;
import dev.fasti.icalendar.time.TimeRange;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What is asked of the instances of one calendar object's components (RFC 4791 section 9.9).
 *
 * <p>Where finding out takes more steps than one object may cost, the answer is yes: an object that recurs so often is
 * more likely there than not, and a client that gets one too many can look for itself. So it is where a series recurs by
 * a calendar that only the client knows (RFC 7529): left out, a birthday of the Chinese calendar would go from its devices.
 */
final class Instances {
    private static final String EVENT = "VEVENT";
    private static final String TODO = "VTODO";

    private final CalendarDocument document;
    private final Expander expander;

    Instances(CalendarDocument document, Expander expander) {
        this.document = document;
        this.expander = expander;
    }

    /** Whether an instance of the component overlaps the range. */
    boolean anyOverlap(CalendarComponent component, TimeRange range) {
        return component.name().equals("VAVAILABILITY")
                ? expander.overlaps(document, component, range)
                : any(component, range, instance -> true);
    }

    /** Whether an alarm of an instance of the component triggers in the range. */
    boolean anyTrigger(CalendarComponent component, CalendarComponent alarm, TimeRange range) {
        AlarmTimes alarms = expander.alarms(document);
        TimeRange reach = alarms.reach(alarm, range);
        if (reach.equals(TimeRange.ALWAYS)) {
            // At a fixed time, so that any instance tells.
            return unlessTooMany(() -> of(component, onlyTime(component).orElse(TimeRange.ALWAYS))
                    .filter(instance -> alarms.overlaps(instance, alarm, range)));
        }
        return any(component, reach, instance -> alarms.overlaps(instance, alarm, range));
    }

    /**
     * Whether each instance has an own time of this name, said by its property or worked out: DTSTART, and DTEND and
     * DUE, which DTSTART and DURATION may stand for.
     */
    boolean isEffective(CalendarComponent component, String property) {
        return switch (property) {
            case "DTSTART" -> isTimed(component) && component.property(property).isPresent();
            case "DTEND" -> component.name().equals(EVENT) && hasEnd(component, property);
            case "DUE" -> component.name().equals(TODO) && hasEnd(component, property);
            default -> false;
        };
    }

    /** Whether the time of this name lies in the range, for some instance. */
    boolean anyTime(CalendarComponent component, String property, TimeRange range) {
        return any(component, widened(range), instance -> {
            TimePoint time = property.equals("DTSTART") ? instance.start() : instance.end();
            return time != null && range.contains(time.instant());
        });
    }

    /** Whether a property that says one point of time says one in the range. */
    boolean isWithin(CalendarProperty property, TimeRange range) {
        return expander.time(document, property)
                .map(time -> range.contains(time.instant()))
                .orElse(false);
    }

    private boolean any(CalendarComponent component, TimeRange range, Predicate<Instance> test) {
        Optional<TimeRange> only = onlyTime(component);
        if (only.isPresent()) {
            return unlessTooMany(() -> of(component, only.get())
                    .filter(instance -> expander.overlaps(document, instance, range) && test.test(instance)));
        }
        return unlessTooMany(() -> expander.find(
                        document, range, instance -> instance.component() == component && test.test(instance)))
                || expander.mayHaveOthers(document, component, range);
    }

    private static boolean unlessTooMany(Supplier<Optional<Instance>> search) {
        try {
            return search.get().isPresent();
        } catch (TooManyInstances e) {
            return true;
        }
    }

    private Optional<Instance> of(CalendarComponent component, TimeRange range) {
        return expander.find(document, range, instance -> instance.component() == component);
    }

    /**
     * A moment of the one instance that an overridden component is, so that a search need not go through all instances
     * of an endless series to learn that it is none of them. Empty for what may have several instances.
     */
    private Optional<TimeRange> onlyTime(CalendarComponent component) {
        Optional<CalendarProperty> id = component.property("RECURRENCE-ID");
        if (id.isEmpty() || id.get().parameter("RANGE").isPresent()) {
            return Optional.empty();
        }
        return component
                .property("DTSTART")
                .or(() -> component.property("DUE"))
                .flatMap(property -> expander.time(document, property))
                .map(time -> new TimeRange(
                        time.instant().minusSeconds(1), time.instant().plusSeconds(1)));
    }

    private static boolean isTimed(CalendarComponent component) {
        return component.name().equals(EVENT)
                || component.name().equals(TODO)
                || component.name().equals("VJOURNAL");
    }

    private static boolean hasEnd(CalendarComponent component, String property) {
        return component.property(property).isPresent()
                || component.property("DTSTART").isPresent()
                        && component.property("DURATION").isPresent();
    }

    /** What ends as the range starts does not overlap it, but its end is in it. */
    private static TimeRange widened(TimeRange range) {
        return range.start().equals(Instant.MIN)
                ? range
                : new TimeRange(range.start().minusSeconds(1), range.end());
    }
}
