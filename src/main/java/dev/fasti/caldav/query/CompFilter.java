package dev.fasti.caldav.query;

import dev.fasti.dav.query.Presence;
import dev.fasti.icalendar.time.TimeRange;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of one component, the VCALENDAR included (RFC 4791 section 9.7.1). Of several components of that name
 * in one place, one has to be all that is asked.
 *
 * @param name in upper case
 * @param presence whether it has to be there; of what must not, nothing else is asked
 * @param range when an instance of it has to be; null for any time
 * @param props what is asked of its properties
 * @param comps what is asked of the components in it
 */
record CompFilter(
        String name, Presence presence, @Nullable TimeRange range, List<PropFilter> props, List<CompFilter> comps) {
    CompFilter {
        name = name.toUpperCase(Locale.ROOT);
        props = List.copyOf(props);
        comps = List.copyOf(comps);
        if (presence == Presence.ABSENT && (range != null || !props.isEmpty() || !comps.isEmpty())) {
            throw new IllegalArgumentException("nothing can be asked of a component that is not there");
        }
    }

    /** Whether its being there is all that is asked. */
    boolean isBare() {
        return presence == Presence.DEFINED && range == null && props.isEmpty() && comps.isEmpty();
    }
}
