package dev.fasti.caldav.query;

import dev.fasti.dav.query.Collation;
import dev.fasti.dav.query.Presence;
import dev.fasti.icalendar.time.TimeRange;
import dev.fasti.store.Facts;
import dev.fasti.store.Facts.Trait;
import dev.fasti.store.Member;
import dev.fasti.store.Members;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the facts of members say about a filter: which members may be what it asks for, and which are without having
 * to be read.
 *
 * <p>What is left out is surely not asked for. Unreadable members, which no filter finds, are left in: the caller tells
 * the log of them.
 *
 * @param component the type of the component that all else is about; null where any will do
 * @param range when one of its instances has to be; null for any time
 * @param tests what else the facts have to say, each of them
 * @param completeness whether nothing more is asked than the component and its time
 */
record Candidates(
        @Nullable String component,
        @Nullable TimeRange range,
        List<Predicate<Facts>> tests,
        Completeness completeness) {
    /** The components whose type facts tell. */
    static final Set<String> OBJECTS = Set.of("VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VAVAILABILITY");

    Candidates {
        tests = List.copyOf(tests);
    }

    /** Whether facts can tell everything that a filter asks for. */
    enum Completeness {
        WHOLE,
        PARTIAL
    }

    static Candidates of(CompFilter calendar) {
        for (CompFilter object : calendar.comps()) {
            if (object.presence() == Presence.DEFINED && OBJECTS.contains(object.name())) {
                boolean isOnly =
                        calendar.comps().size() == 1 && calendar.props().isEmpty() && calendar.range() == null;
                return of(object, isOnly);
            }
        }
        return new Candidates(
                null, calendar.range(), List.of(), calendar.isBare() ? Completeness.WHOLE : Completeness.PARTIAL);
    }

    private static Candidates of(CompFilter object, boolean isOnly) {
        List<Predicate<Facts>> tests = new ArrayList<>();
        for (PropFilter prop : object.props()) {
            TextMatch text = prop.text();
            if (prop.name().equals("UID") && text != null && text.condition() == TextMatch.Condition.CONTAINS) {
                tests.add(facts -> mayHaveUid(facts, text));
            }
        }
        if (object.comps().stream()
                .anyMatch(inner -> inner.name().equals("VALARM") && inner.presence() == Presence.DEFINED)) {
            tests.add(facts -> facts.traits().contains(Trait.ALARM));
        }
        if (object.name().equals("VTODO") && isOfOpenOnes(object)) {
            tests.add(facts -> !facts.traits().contains(Trait.COMPLETED));
        }
        boolean isWhole = isOnly && object.props().isEmpty() && object.comps().isEmpty();
        return new Candidates(
                object.name(), object.range(), tests, isWhole ? Completeness.WHOLE : Completeness.PARTIAL);
    }

    /** The UID of facts is without blanks around it: what is searched for with such blanks is not looked for there. */
    private static boolean mayHaveUid(Facts facts, TextMatch text) {
        String uid = facts.uid();
        return uid == null
                || facts.component() == null
                || text.isIn(uid)
                || !text.folded().strip().equals(text.folded());
    }

    /**
     * Whether only to-dos are asked for that have neither a COMPLETED nor a STATUS of COMPLETED or CANCELLED, so that
     * none of them is {@link Trait#COMPLETED}.
     */
    private static boolean isOfOpenOnes(CompFilter todo) {
        return todo.props().stream()
                        .anyMatch(prop -> prop.name().equals("COMPLETED") && prop.presence() == Presence.ABSENT)
                && excludesStatus(todo, "COMPLETED")
                && excludesStatus(todo, "CANCELLED");
    }

    private static boolean excludesStatus(CompFilter todo, String status) {
        return todo.props().stream()
                .filter(prop -> prop.name().equals("STATUS"))
                .anyMatch(prop -> prop.presence() == Presence.ABSENT || excludes(prop, status));
    }

    /** In any case, since facts do not tell how the status is spelt; by {@code i;octet} only some spellings would be. */
    private static boolean excludes(PropFilter prop, String status) {
        TextMatch text = prop.text();
        return text != null
                && text.condition() == TextMatch.Condition.CONTAINS_NOT
                && text.collation() != Collation.OCTET
                && text.isIn(status);
    }

    /** The members that may be what the filter asks for. */
    Iterable<Member> in(Members members) {
        TimeRange wanted = range;
        if (wanted == null) {
            return members.where(this::mayBe);
        }
        Iterable<Member> overlapping = members.overlapping(component, wanted.start(), wanted.end());
        if (tests.isEmpty()) {
            return overlapping;
        }
        List<Member> found = new ArrayList<>();
        overlapping.forEach(member -> {
            if (mayBe(member.facts())) {
                found.add(member);
            }
        });
        return found;
    }

    private boolean mayBe(Facts facts) {
        if (component != null && facts.component() != null && !component.equals(facts.component())) {
            return false;
        }
        for (Predicate<Facts> test : tests) {
            if (!test.test(facts)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether a candidate is what the filter asks for, as far as facts alone can tell: false where it has to be read.
     *
     * <p>Of time this can be told of a single event whose wide bounds lie within the range.
     */
    boolean isSure(Facts facts) {
        if (completeness == Completeness.PARTIAL || facts.traits().contains(Trait.UNREADABLE)) {
            return false;
        }
        if (component == null) {
            return true;
        }
        if (!component.equals(facts.component())) {
            return false;
        }
        return range == null || component.equals("VEVENT") && isSurelyWithin(facts, range);
    }

    private static boolean isSurelyWithin(Facts facts, TimeRange range) {
        return !facts.traits().contains(Trait.RECURRING)
                && facts.earliest() != null
                && facts.latest() != null
                && !facts.earliest().isBefore(range.start())
                && !facts.latest().isAfter(range.end());
    }
}
