package dev.fasti.caldav;

import dev.fasti.caldav.query.QuerySettings;

/**
 * The limits that calendars announce and keep.
 *
 * @param maxResourceSize the most octets of a calendar object, at least 1 (RFC 4791 section 5.2.5)
 * @param maxMultigetHrefs the most hrefs in one calendar-multiget, at least 1
 * @param queries of what is searched for
 */
public record CalDavSettings(long maxResourceSize, int maxMultigetHrefs, QuerySettings queries) {
    public CalDavSettings {
        if (maxResourceSize < 1 || maxMultigetHrefs < 1) {
            throw new IllegalArgumentException("a limit is at least 1");
        }
    }
}
