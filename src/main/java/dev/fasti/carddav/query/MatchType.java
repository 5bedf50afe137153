package dev.fasti.carddav.query;

/** Where in a text a searched one has to stand (RFC 6352 section 10.5.4). */
enum MatchType {
    EQUALS("equals") {
        @Override
        boolean matches(String text, String searched) {
            return text.equals(searched);
        }
    },
    CONTAINS("contains") {
        @Override
        boolean matches(String text, String searched) {
            return text.contains(searched);
        }
    },
    STARTS_WITH("starts-with") {
        @Override
        boolean matches(String text, String searched) {
            return text.startsWith(searched);
        }
    },
    ENDS_WITH("ends-with") {
        @Override
        boolean matches(String text, String searched) {
            return text.endsWith(searched);
        }
    };

    private final String value;

    MatchType(String value) {
        this.value = value;
    }

    /** The attribute's value. */
    String value() {
        return value;
    }

    abstract boolean matches(String text, String searched);
}
