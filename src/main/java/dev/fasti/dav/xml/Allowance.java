package dev.fasti.dav.xml;

/** Grants memory, or refuses by what it throws. */
@FunctionalInterface
public interface Allowance {
    /** Whatever is asked for. */
    Allowance ANY = (octets, held) -> {};

    /**
     * So many octets are about to be taken. What was asked for before has been taken by now, or will not be.
     *
     * @param held octets that have been taken already
     */
    void work(long octets, long held);
}
