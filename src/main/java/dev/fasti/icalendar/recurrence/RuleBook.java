package dev.fasti.icalendar.recurrence;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The recurrence rules of one calendar object, each parsed once. */
public final class RuleBook {
    private static final int MOST = 64;

    private final Map<String, Optional<RuleParts>> known = new ConcurrentHashMap<>(2);

    /** The parts of a rule; empty if it is none, or counts in a calendar that is not known here (RFC 7529). */
    Optional<RuleParts> read(String value) {
        Optional<RuleParts> parts = known.get(value);
        if (parts == null) {
            parts = Rule.parse(value).filter(Rule::isGregorian).map(Rule::parts);
            if (known.size() < MOST) {
                known.put(value, parts);
            }
        }
        return parts;
    }
}
