package dev.fasti.caldav;

import dev.fasti.caldav.query.QuerySettings;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** Settings for tests of what does not query. */
final class CalDavTestSettings {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

    private CalDavTestSettings() {}

    static CalDavSettings with(long maxResourceSize, int maxMultigetHrefs) {
        return new CalDavSettings(maxResourceSize, maxMultigetHrefs, QuerySettings.usual(CLOCK));
    }
}
