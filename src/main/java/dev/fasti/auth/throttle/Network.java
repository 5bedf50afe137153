package dev.fasti.auth.throttle;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Where guesses come from, as far as it can be told: an IPv4 address, or the /64 of an IPv6 address, within which
 * everybody gives themselves as many addresses as they like (RFC 4291 section 2.5.4, RFC 8981).
 */
record Network(ByteBuffer prefix) {
    private static final int IPV6_OCTETS = 8;

    static Network of(InetAddress address) {
        byte[] octets = address.getAddress();
        return new Network(
                ByteBuffer.wrap(address instanceof Inet6Address ? Arrays.copyOf(octets, IPV6_OCTETS) : octets)
                        .asReadOnlyBuffer());
    }
}
