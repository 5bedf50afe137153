package dev.fasti.server.matrix;

/**
 * A kind of resource: what a row of the table is about.
 *
 * @param path with {@code {me}} for the login of who asks
 */
record Place(String name, String path) {
    /** What is there, or could be, as far as requests differ by it. */
    enum Kind {
        EVENT,
        CARD,
        FILE,
        BOOK,
        FOLDER,
        /** A calendar, and whatever is none of the others. */
        CALENDAR
    }

    Kind kind() {
        if (path.endsWith(".ics")) {
            return Kind.EVENT;
        }
        if (path.endsWith(".vcf")) {
            return Kind.CARD;
        }
        if (path.endsWith(".txt")) {
            return Kind.FILE;
        }
        if (path.contains("/contacts/")) {
            return Kind.BOOK;
        }
        return path.contains("/folder/") ? Kind.FOLDER : Kind.CALENDAR;
    }

    /** The path for somebody. */
    String of(Identity who) {
        return path.replace("{me}", who.login());
    }
}
