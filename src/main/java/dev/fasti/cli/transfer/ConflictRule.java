package dev.fasti.cli.transfer;

/** What becomes of an object whose UID is there already, with another content. */
public enum ConflictRule {
    /** What is there stays; the other one is told. */
    SKIP,
    /** The other one gets a UID and a name of its own. */
    RENAME,
    /** The other one takes its place, as a PUT of a client would. */
    REPLACE
}
