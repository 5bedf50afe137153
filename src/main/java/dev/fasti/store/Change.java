package dev.fasti.store;

/** The latest thing that happened to a name since some point of a collection's history (RFC 6578 section 3.5). */
public sealed interface Change {
    /** The name that it happened to. */
    String name();

    /** The revision that it made. */
    long revision();

    /** The member was added or changed, and is there. */
    record Written(Member member) implements Change {
        @Override
        public String name() {
            return member.name();
        }

        @Override
        public long revision() {
            return member.revision();
        }
    }

    /** The member is gone. */
    record Removed(String name, long revision) implements Change {}
}
