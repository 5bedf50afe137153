package dev.fasti.store.condition;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a writer requires of the member it is about to replace or delete (RFC 9110 section 13.1). */
public sealed interface WriteCondition {
    /**
     * Whether the condition is true.
     *
     * @param current the tag of the member as it is; empty when there is none
     */
    boolean holds(Optional<ETag> current);

    /** Whether it depends on what is in the member, not only on whether there is one. */
    default boolean isOfContent() {
        return false;
    }

    /** No requirement. */
    record Always() implements WriteCondition {
        @Override
        public boolean holds(Optional<ETag> current) {
            return true;
        }
    }

    /** There is no such member: {@code If-None-Match: *}. */
    record Absent() implements WriteCondition {
        @Override
        public boolean holds(Optional<ETag> current) {
            return current.isEmpty();
        }
    }

    /** There is such a member: {@code If-Match: *}. */
    record Present() implements WriteCondition {
        @Override
        public boolean holds(Optional<ETag> current) {
            return current.isPresent();
        }
    }

    /** The member has one of these tags: {@code If-Match: "a", "b"}. */
    record AnyOf(Set<ETag> tags) implements WriteCondition {
        public AnyOf {
            tags = Set.copyOf(tags);
        }

        @Override
        public boolean holds(Optional<ETag> current) {
            return current.isPresent() && tags.contains(current.get());
        }

        @Override
        public boolean isOfContent() {
            return true;
        }
    }

    /** The member has none of these tags, or there is no member: {@code If-None-Match: "a", "b"}. */
    record NoneOf(Set<ETag> tags) implements WriteCondition {
        public NoneOf {
            tags = Set.copyOf(tags);
        }

        @Override
        public boolean holds(Optional<ETag> current) {
            return current.isEmpty() || !tags.contains(current.get());
        }

        @Override
        public boolean isOfContent() {
            return true;
        }
    }

    /** At least one is true: the lists of {@code If} (RFC 4918 section 10.4.3). */
    record OneOf(List<WriteCondition> alternatives) implements WriteCondition {
        public OneOf {
            alternatives = List.copyOf(alternatives);
        }

        @Override
        public boolean holds(Optional<ETag> current) {
            return alternatives.stream().anyMatch(each -> each.holds(current));
        }

        @Override
        public boolean isOfContent() {
            return alternatives.stream().anyMatch(WriteCondition::isOfContent);
        }
    }

    /** Both are true. */
    record Both(WriteCondition first, WriteCondition second) implements WriteCondition {
        @Override
        public boolean holds(Optional<ETag> current) {
            return first.holds(current) && second.holds(current);
        }

        @Override
        public boolean isOfContent() {
            return first.isOfContent() || second.isOfContent();
        }
    }
}
