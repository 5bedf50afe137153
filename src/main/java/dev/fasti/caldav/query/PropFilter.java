package dev.fasti.caldav.query;

import dev.fasti.dav.query.Presence;
import dev.fasti.icalendar.time.TimeRange;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of one property of a component (RFC 4791 section 9.7.2). A property that stands several times is as
 * asked if one of them is.
 *
 * @param name in upper case
 * @param presence whether it has to be there; of what must not, nothing else is asked
 * @param range when it has to be; null for any time
 * @param text what it has to say; null for anything, and always where there is a range
 * @param params what is asked of its parameters
 */
record PropFilter(
        String name,
        Presence presence,
        @Nullable TimeRange range,
        @Nullable TextMatch text,
        List<ParamFilter> params) {
    PropFilter {
        name = name.toUpperCase(Locale.ROOT);
        params = List.copyOf(params);
        if (presence == Presence.ABSENT && (range != null || text != null || !params.isEmpty())) {
            throw new IllegalArgumentException("nothing can be asked of a property that is not there");
        }
        if (range != null && text != null) {
            throw new IllegalArgumentException("a property has either a time or a text");
        }
    }
}
