package dev.fasti.config;

import dev.fasti.machine.IpLiteral;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * A range of IP addresses that share their first bits (RFC 4632, RFC 4291 section 2.3).
 *
 * <p>An IPv4 address that is mapped into IPv6 counts as the IPv4 address.
 *
 * @param network the first address of the range: all bits after {@code prefix} are zero
 * @param prefix how many bits are shared, 0 to 32 for IPv4 and 0 to 128 for IPv6
 */
public record CidrBlock(InetAddress network, int prefix) {
    public CidrBlock {
        byte[] address = network.getAddress();
        if (prefix < 0 || prefix > address.length * 8) {
            throw new IllegalArgumentException("a prefix is 0 to " + address.length * 8 + " bits, not " + prefix);
        }
        network = of(masked(address, prefix));
    }

    /**
     * Reads {@code address} or {@code address/prefix}. Host names are not looked up.
     *
     * @throws IllegalArgumentException if {@code text} is something else
     */
    public static CidrBlock parse(String text) {
        int slash = text.indexOf('/');
        InetAddress address = literal(slash < 0 ? text : text.substring(0, slash));
        if (slash < 0) {
            return new CidrBlock(address, address.getAddress().length * 8);
        }
        String bits = text.substring(slash + 1);
        if (!bits.matches("\\d{1,3}")) {
            throw new IllegalArgumentException("\"" + text + "\" has no number of bits after the slash");
        }
        return new CidrBlock(address, Integer.parseInt(bits));
    }

    /** Whether {@code address} lies in this range. An IPv4 range holds no IPv6 address, and the other way round. */
    public boolean contains(InetAddress address) {
        byte[] octets = address.getAddress();
        byte[] wanted = network.getAddress();
        return octets.length == wanted.length && Arrays.equals(masked(octets, prefix), wanted);
    }

    private static InetAddress literal(String text) {
        return IpLiteral.parse(text)
                .orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" is not an IP address"));
    }

    private static InetAddress of(byte[] octets) {
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] masked(byte[] octets, int prefix) {
        byte[] result = octets.clone();
        for (int i = 0; i < result.length; i++) {
            int kept = Math.max(0, Math.min(8, prefix - 8 * i));
            result[i] &= (byte) (0xff << (8 - kept));
        }
        return result;
    }

    @Override
    public String toString() {
        return network.getHostAddress() + "/" + prefix;
    }
}
