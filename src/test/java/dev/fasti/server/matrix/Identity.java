package dev.fasti.server.matrix;

import dev.fasti.server.TestServer;
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
    CONFIG_W(Rights.AUTHENTICATED, "frank");

    /** How a server decides. */
    enum Rights {
        LISTS("owner-only"),
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

    TestServer.Call on(TestServer server) {
        return switch (this) {
            case ANONYMOUS -> server.nobody();
            case WRONG -> server.as(login, "not the password");
            default -> server.as(login, "secret");
        };
    }
}
