package dev.fasti.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The members of a snapshot, in the order of their names. */
public interface Members extends Iterable<Member> {
    int size();

    Optional<Member> named(String name);

    /** The member whose {@link Facts#uid} this is; the first by name where copies made by hand share it. */
    Optional<Member> withUid(String uid);

    /**
     * The members of certain facts, in the order of their names.
     *
     * <p>Costs the size of the collection; no content is read. A store that makes its members as they are asked for
     * makes only these.
     *
     * @param wanted asked once for each member, cheap and without side effects
     */
    default Iterable<Member> where(Predicate<Facts> wanted) {
        List<Member> found = new ArrayList<>();
        for (Member member : this) {
            if (wanted.test(member.facts())) {
                found.add(member);
            }
        }
        return found;
    }

    /**
     * The members that may have anything to do with an interval of time: exactly those whose {@link
     * Facts#mayOverlap(String, Instant, Instant)} is true, in the order of their names.
     *
     * <p>This implementation looks at every member. A store with an index of intervals answers in time that grows with
     * the answer.
     *
     * @param component the type of component; null for any
     * @param start {@link Instant#MIN} where the interval has no start
     * @param end {@link Instant#MAX} where the interval has no end; not before {@code start}
     */
    default Iterable<Member> overlapping(@Nullable String component, Instant start, Instant end) {
        return where(facts -> facts.mayOverlap(component, start, end));
    }
}
