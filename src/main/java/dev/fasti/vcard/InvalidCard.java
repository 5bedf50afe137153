package dev.fasti.vcard;

/**
 * Octets that an address book does not take: {@code CARDDAV:valid-address-data} (RFC 6352 section 6.3.2.1).
 *
 * <p>The message names the rule and nothing of the content.
 */
public final class InvalidCard extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidCard(String message) {
        super(message, null, false, false);
    }
}
