package dev.fasti.carddav;

/**
 * The limits that address books announce and keep.
 *
 * @param maxResourceSize the most octets of an address object, at least 1 (RFC 6352 section 6.2.3)
 * @param maxMultigetHrefs the most hrefs in one addressbook-multiget, at least 1
 */
public record CardDavSettings(long maxResourceSize, int maxMultigetHrefs) {
    public CardDavSettings {
        if (maxResourceSize < 1 || maxMultigetHrefs < 1) {
            throw new IllegalArgumentException("a limit is at least 1");
        }
    }
}
