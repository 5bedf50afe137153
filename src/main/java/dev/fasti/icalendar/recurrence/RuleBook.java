package dev.fasti.icalendar.recurrence;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The recurrence rules of one calendar object, each parsed once. */
public final class RuleBook {
    private static final int MOST = 64;
    private static final Known BROKEN = new Known(Optional.empty(), true);

    private final Map<String, Known> known = new ConcurrentHashMap<>(2);

    /** What a rule says: see {@link #read} and {@link #isWhole}. */
    private record Known(Optional<RuleParts> parts, boolean whole) {
        static Known of(Rule rule) {
            return new Known(Optional.of(rule).filter(Rule::isGregorian).map(Rule::parts), rule.isWhole());
        }
    }

    /** The parts of a rule; empty if it is none, or counts in a calendar that is not known here (RFC 7529). */
    Optional<RuleParts> read(String value) {
        return look(value).parts();
    }

    /** False where a rule gives instances that its parts do not (RFC 7529); what is no rule gives none. */
    public boolean isWhole(String value) {
        return look(value).whole();
    }

    private Known look(String value) {
        Known rule = known.get(value);
        if (rule == null) {
            rule = Rule.parse(value).map(Known::of).orElse(BROKEN);
            if (known.size() < MOST) {
                known.put(value, rule);
            }
        }
        return rule;
    }
}
