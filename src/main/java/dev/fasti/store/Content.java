package dev.fasti.store;

/**
 * A member together with its octets: the tag is the tag of exactly these octets.
 *
 * @param member the member
 * @param octets its content; the receiver may keep them but not change them
 */
public record Content(Member member, byte[] octets) {}
