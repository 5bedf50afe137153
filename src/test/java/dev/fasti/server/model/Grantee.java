package dev.fasti.server.model;

import dev.fasti.server.fixture.Aces;

/** Whom a list can name. */
enum Grantee {
    BOB("bob"),
    CAROL("carol"),
    FAMILY("group%3Afamily"),
    TEAM("group%3Ateam");

    private final String principal;

    Grantee(String principal) {
        this.principal = principal;
    }

    /** As the ACL method names it. */
    String element() {
        return Aces.href(principal);
    }

    boolean isGroup() {
        return this == FAMILY || this == TEAM;
    }

    /** Whether this is a user, by number, himself. */
    boolean is(int user) {
        return !isGroup() && user == ordinal() + 1;
    }
}
