package dev.fasti.server.matrix;

import java.util.Locale;

/** Somebody who asks: a column of the table. */
enum Identity {
    /** Whose home it is. */
    OWNER(Rights.LISTS, "alice"),
    /** Granted read by lists. */
    READER(Rights.LISTS, "bob"),
    /** Granted read and write by lists. */
    WRITER(Rights.LISTS, "carol"),
    /** In a group that is granted read and write by lists. */
    GROUP(Rights.LISTS, "dave"),
    /** Granted read-free-busy on the calendar. */
    FREE_BUSY(Rights.LISTS, "erin"),
    /** Granted nothing. */
    OTHER(Rights.LISTS, "frank"),
    /** Without credentials. */
    ANONYMOUS(Rights.LISTS, "frank"),
    /** The owner's name with a wrong password. */
    WRONG(Rights.LISTS, "alice"),
    /** Allowed to read by configuration. */
    CONFIG_R(Rights.OWNER_WRITE, "frank"),
    /** Allowed to read and write by configuration. */
    CONFIG_W(Rights.AUTHENTICATED, "frank"),
    /** The owner's name, from where wrong passwords have been sent. */
    LOCKED_OUT(Rights.GUARDED, "alice"),
    /** The owner by an app password for reading. */
    READ_ONLY(Rights.LISTS, "alice"),
    /** The owner by an app password for the calendar. */
    ONE_COLLECTION(Rights.LISTS, "alice");

    /** How a server decides. */
    enum Rights {
        LISTS("owner-only"),
        /** As {@link #LISTS}; wrong passwords have to wait. */
        GUARDED("owner-only"),
        OWNER_WRITE("owner-write"),
        AUTHENTICATED("authenticated");

        private final String setting;

        Rights(String setting) {
            this.setting = setting;
        }

        /** The value of {@code rights.type}. */
        String setting() {
            return setting;
        }
    }

    private final Rights rights;
    private final String login;

    Identity(Rights rights, String login) {
        this.rights = rights;
        this.login = login;
    }

    Rights rights() {
        return rights;
    }

    /** Whose home and principal are the identity's own; of who has not logged in, somebody's. */
    String login() {
        return login;
    }

    /** As the table spells it. */
    String column() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the table has a cell for it in every row, rather than lines that say what it is like. */
    boolean isWritten() {
        return this != LOCKED_OUT && this != READ_ONLY && this != ONE_COLLECTION;
    }
}
