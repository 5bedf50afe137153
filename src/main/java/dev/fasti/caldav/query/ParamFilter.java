package dev.fasti.caldav.query;

import dev.fasti.dav.query.Presence;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of one parameter of a property (RFC 4791 section 9.7.3).
 *
 * @param name in upper case
 * @param presence whether it has to be there
 * @param text what a value of it must say; null for anything, and always for what must not be there
 */
record ParamFilter(String name, Presence presence, @Nullable TextMatch text) {
    ParamFilter {
        name = name.toUpperCase(Locale.ROOT);
        if (presence == Presence.ABSENT && text != null) {
            throw new IllegalArgumentException("nothing can be asked of a parameter that is not there");
        }
    }
}
