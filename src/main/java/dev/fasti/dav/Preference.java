package dev.fasti.dav;

/** Something that a client may prefer of an answer, among what this server knows (RFC 7240 section 4, RFC 8144). */
public enum Preference {
    /** No more than is needed: no 404 propstats, no bodies of plain successes (RFC 8144 section 2). */
    MINIMAL("return=minimal"),
    /** The resource as it is after the request (RFC 8144 section 3). */
    REPRESENTATION("return=representation"),
    /** What is in a collection without the collection itself (RFC 8144 section 4). */
    DEPTH_NOROOT("depth-noroot");

    private final String words;

    Preference(String words) {
        this.words = words;
    }

    /** As it stands in the header fields. */
    public String words() {
        return words;
    }
}
